package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.runtime.FreePort;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Guide;
import org.resultsrelay.support.Program;
import org.springframework.jdbc.core.JdbcTemplate;

/** The commands of README.md and docs/running.md, run as they stand there, but for ports and names. */
class DocumentsStory extends ClientStory {

    @TempDir
    private Path directory;

    @Test
    void theReadmesCommandsEndWithASummaryThatTheReceiverPrints() throws IOException {
        Guide readme = Guide.of("README.md");
        int port = FreePort.onLoopback();
        try (Program receiver = run("receiver", readme.file("receiver"), port)) {
            receiver.awaits(port);
            try (Program platform = run("platform", readme.file("platform"), port)) {
                String printed = platform.finishes();
                assertThat(printed).contains("\"signing_secret\":\"whsec_", "\"status\":\"accepted\"");
                await().untilAsserted(() -> assertThat(receiver.output())
                        .as("the receiver, after the commands had printed %s", printed)
                        .contains(
                                "\"type\":\"user.summary.updated\"",
                                "\"user_id\":\"u-17\",\"epoch\":1,\"revision\":1",
                                "\"score\":17,\"max_score\":20,\"percent\":85.00"));
            }
            admin.post("/api/v1/clients/acme/pause", null); // its receiver is gone from now on
        }
    }

    @Test
    void theRelayIsStartedWithTheTargetsThatThisTestAllows() throws IOException {
        String allowed = relay.getEnvironment().getProperty("relay.delivery.allowed-private-targets");
        assertThat(Files.readString(Path.of("README.md")))
                .contains("\nRELAY_DELIVERY_ALLOWED_PRIVATE_TARGETS=" + allowed + " mvn -q spring-boot:run\n");
    }

    @Test
    void theStatementsThatEraseAUserLeaveNoRowOfIt() throws IOException {
        platform.posts("u-1", "t-1", 10);
        platform.posts("u-2", "t-1", 10);
        acme.awaits("u-1", 1);
        acme.awaits("u-2", 1);
        await().untilAsserted(this::nobodyWaits);
        JdbcTemplate database = relay.getBean(JdbcTemplate.class);
        Long id = database.queryForObject(
                "select u.id from users u join clients c on c.id = u.client_id where c.key = ? and u.external_id = 'u-1'",
                Long.class,
                acme.key());
        database.execute(Guide.of("docs/running.md")
                .file("erase.sql")
                .replace(":'client'", "'" + acme.key() + "'")
                .replace(":'id'", "'u-1'"));
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-1").status()).isEqualTo(404);
        assertThat(stateOf("u-2")).isEqualTo("delivered");
        assertThat(database.queryForList("""
                        select table_name from information_schema.columns
                        where column_name = 'user_id' and table_schema = 'public'
                        """, String.class))
                .contains("results", "attempts", "deliveries")
                .allSatisfy(table -> assertThat(database.queryForObject(
                                "select count(*) from " + table + " where user_id = ?", Long.class, id))
                        .as("rows of the erased user in " + table)
                        .isZero());
    }

    /** Runs it where the admin token is at hand, as it is in the directory that the relay was started in. */
    private Program run(String name, String commands, int port) throws IOException {
        Path here = directory.resolve(name);
        Files.createDirectories(here.resolve("data"));
        Files.writeString(here.resolve("data/admin-token"), Objects.requireNonNull(admin.token()));
        String script =
                commands.replace("localhost:8080", admin.base().getAuthority()).replace("9000", "" + port);
        return Program.start(here, Map.of("PYTHONUNBUFFERED", "1"), List.of("sh", "-e", "-c", script));
    }
}
