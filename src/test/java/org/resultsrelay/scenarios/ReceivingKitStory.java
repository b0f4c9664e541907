package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.runtime.FreePort;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Guide;
import org.resultsrelay.support.Program;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/receiving.md tells client companies to run, run as it stands there. */
class ReceivingKitStory extends ClientStory {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private void isARightReceiver(String file, String... command) throws IOException {
        int port = FreePort.onLoopback();
        Guide.of("docs/receiving.md").copy(file, directory);
        List<String> filled = List.of(command).stream()
                .map(word -> word.replace("PORT", Integer.toString(port)))
                .toList();
        Map<String, String> environment = Map.of("SECRET", acme.secret(), "PORT", Integer.toString(port));
        try (Program program = Program.start(directory, environment, filled)) {
            program.awaits(port);
            admin.patch(path(""), "{\"endpoint_url\":\"http://127.0.0.1:" + port + "/\"}");
            takesAPush();
            conforms();
            admin.patch(path(""), "{\"batch\":{\"most\":10,\"wait_ms\":200}}");
            takesABatch();
            conforms();
        }
    }

    private String path(String end) {
        return "/api/v1/clients/" + acme.key() + end;
    }

    private void takesAPush() {
        platform.posts("ü-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(stateOf("%C3%BC-1")).isEqualTo("delivered"));
        assertThat(JSON.readTree(newestPush("%C3%BC-1").path("answer").asString()))
                .isEqualTo(JSON.readTree("{\"epoch\":1,\"revision\":1}"));
        admin.post(path("/secrets"), null); // from here on every message has two signatures
    }

    private void takesABatch() {
        admin.post(path("/pause"), null);
        IntStream.range(0, 3).forEach(n -> platform.posts("ü-" + n, "t-2", 10));
        admin.post(path("/resume"), null); // now all of them are due
        List<String> users = List.of("%C3%BC-0", "%C3%BC-1", "%C3%BC-2");
        await().untilAsserted(() -> assertThat(users).extracting(this::stateOf).containsOnly("delivered"));
        assertThat(users.stream()
                        .map(user -> newestPush(user).path("started_at").asString())
                        .distinct())
                .as("when the requests that carried them began")
                .hasSizeLessThan(users.size());
    }

    private JsonNode newestPush(String user) {
        return admin.get("/api/v1/users/" + acme.key() + "/" + user + "/timeline")
                .json()
                .at("/pushes/0");
    }

    private void conforms() {
        Answer report = admin.post(path("/conformance"), null);
        assertThat(report.json().path("checks").valueStream())
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.path("verdict").asString())
                        .as(check.toString())
                        .isEqualTo("passed"));
        assertThat(report.json().path("conforms").asBoolean()).isTrue();
    }

    @Test
    void thePythonReceiver() throws IOException {
        isARightReceiver("receiver.py", "python3", "receiver.py");
    }

    @Test
    void theNodeReceiver() throws IOException {
        isARightReceiver("receiver.mjs", "node", "receiver.mjs");
    }

    @Test
    void thePhpReceiver() throws IOException {
        isARightReceiver("receiver.php", "php", "-S", "127.0.0.1:PORT", "receiver.php");
    }

    @Test
    void theJavaReceiver() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        isARightReceiver("Receiver.java", java, "-cp", System.getProperty("java.class.path"), "Receiver.java");
    }

    @Test
    void theStatementForADatabase() throws IOException {
        Guide guide = Guide.of("docs/receiving.md");
        JdbcTemplate database = relay.getBean(JdbcTemplate.class);
        database.execute(guide.file("summaries.sql"));
        String apply = guide.file("apply.sql").replace("values (?, ?, ?, ?)", "values (?, ?, ?, ?::json)");
        assertThat(database.update(apply, "u-1", 1, 1, "{}")).isEqualTo(1);
        assertThat(database.update(apply, "u-1", 1, 1, "{}")).isZero();
        assertThat(database.update(apply, "u-1", 1, 3, "{}")).isEqualTo(1);
        assertThat(database.update(apply, "u-1", 1, 2, "{}")).isZero();
        assertThat(database.update(apply, "u-1", 2, 1, "{}")).isEqualTo(1);
        assertThat(database.update(apply, "u-1", 1, 9, "{}")).isZero();
        database.execute("drop table summaries");
    }

    @Test
    void theProgramThatFindsWhoDiffers() throws IOException {
        IntStream.range(0, 30).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(
                        admin.get(path("/digests")).json().path("waiting").asInt())
                .isZero());
        String held = acme.received().stream()
                .filter(push -> !push.userId().equals("u-7"))
                .map(push -> "{\"user_id\":\"%s\",\"epoch\":1,\"revision\":%s}"
                        .formatted(push.userId(), push.userId().equals("u-9") ? 2 : 1))
                .toList()
                .toString();
        assertThat(differing(held)).containsExactlyInAnyOrder("u-7", "u-9");
    }

    private List<String> differing(String held) throws IOException {
        Guide.of("docs/receiving.md").copy("differing.py", directory);
        Files.writeString(directory.resolve("held.json"), held);
        String token = admin.post(path("/tokens"), "{\"name\":\"t\",\"scope\":\"client\"}")
                .text("token");
        Map<String, String> environment = Map.of("RELAY", admin.base().toString(), "KEY", acme.key(), "TOKEN", token);
        try (Program program =
                Program.start(directory, environment, List.of("sh", "-c", "exec python3 differing.py < held.json"))) {
            return program.finishes().lines().toList();
        }
    }
}
