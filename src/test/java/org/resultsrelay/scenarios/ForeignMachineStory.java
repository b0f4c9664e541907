package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import org.resultsrelay.support.RelayProcess;

/** A machine that writes its own digits, lives in an unusual time zone, and knows no characters but ASCII. */
class ForeignMachineStory {

    private static final Map<String, String> MACHINE = Map.of(
            "JDK_JAVA_OPTIONS", "-Duser.language=ar -Duser.country=EG -Duser.timezone=Asia/Kathmandu", "LC_ALL", "C");

    @TempDir
    Path folder;

    @Test
    void whatTheRelayWritesIsTheSameThereAsEverywhere() throws IOException {
        Path data = folder.resolve("data");
        try (RelayProcess relay = RelayProcess.start(
                                MACHINE, data, "--relay.delivery.allowed-private-targets=127.0.0.0/8")
                        .awaitReady();
                ClientCompany acme = ClientCompany.joins(admin(relay, data), "acme")) {
            Platform.of(admin(relay, data), acme).posts("u-17", "t-1", 17);
            Push push = acme.awaits("u-17", 1);
            assertThat(push.isSignedWith(acme.secret())).isTrue();
            assertThat(push.header("webhook-id")).matches("msg_[0-9]+_1_1");
            assertThat(push.header("webhook-timestamp")).matches("[0-9]{10}");
            assertThat(push.json().path("timestamp").asString()).matches("[0-9-]{10}T[0-9:.]+Z");
            assertThat(new String(push.body(), StandardCharsets.UTF_8))
                    .as("other digits than ASCII's would stand out")
                    .matches("\\p{ASCII}+");
            String state = "/api/v1/users/acme/u-17";
            assertThat(admin(relay, data).get(state).http().body()).matches("\\p{ASCII}+");
            assertThat(admin(relay, data).get(state + "/timeline").http().body())
                    .matches("\\p{ASCII}+");
            assertThat(relay.output())
                    .as("the log")
                    .matches(output -> output.codePoints().allMatch(c -> c < 128), "has no other digits");
            assertThat(data.resolve("kafka.unusable")).doesNotExist();
        }
    }

    @Test
    void aTerminalShowsWhatTheRelayWritesWhateverItsLocale() throws IOException {
        Map<String, String> environment =
                Map.of("LC_ALL", "C", "SPRING_APPLICATION_JSON", "{\"server.shutdown\":\"\\u2192\"}");
        try (RelayProcess relay = RelayProcess.startOnTerminal(
                environment,
                folder.resolve("data"),
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                "--spring.kafka.bootstrap-servers=127.0.0.1:1")) {
            assertThat(relay.exitStatus()).isEqualTo(1);
            assertThat(relay.output()).contains("\u2192");
        }
    }

    private static Api admin(RelayProcess relay, Path data) throws IOException {
        return new Api(
                relay.url(), Files.readString(data.resolve("admin-token")).strip());
    }
}
