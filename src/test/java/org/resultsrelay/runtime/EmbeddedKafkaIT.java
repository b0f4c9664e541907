package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.KafkaProcess;

class EmbeddedKafkaIT {

    @TempDir
    private Path directory;

    @Test
    void topicsSurviveARestart() throws Exception {
        try (EmbeddedKafka kafka = started();
                Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1)))
                    .all()
                    .get();
        }
        try (EmbeddedKafka kafka = started();
                Admin admin = admin(kafka)) {
            assertThat(topics(admin)).contains("kept");
        }
    }

    @Test
    void aDirectoryThatKafkaCannotReadIsPutAside() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("kafka")).resolve("meta.properties"), "half of");
        try (EmbeddedKafka kafka = started();
                Admin admin = admin(kafka)) {
            assertThat(topics(admin)).isEmpty();
            assertThat(directory.resolve("kafka.unusable").resolve("meta.properties"))
                    .exists();
        }
    }

    @Test
    void aStartThatTakesTooLongLeavesTheDirectoryWhereItIs() throws Exception {
        started().close();
        DataDirectory data = new DataDirectory(directory);
        EmbeddedKafka hurried = new EmbeddedKafka(data, FreePort.onLoopback(), Duration.ofMillis(1));
        assertThatThrownBy(hurried::start).isInstanceOf(CannotStart.class).hasMessageContaining("in time");
        assertThat(directory.resolve("kafka.unusable")).doesNotExist();
        started().close();
    }

    /** Kafka's own setting keeps a broker out for 9 s, until the session of the one before has timed out. */
    @Test
    void aKilledBrokersSuccessorIsSoonLetIn() throws Exception {
        try (KafkaProcess before = new KafkaProcess(directory).awaitReady()) {
            before.kill();
        }
        Duration afterAKill = timeToStart();
        assertThat(afterAKill.minus(timeToStart())).isLessThan(Duration.ofSeconds(5));
    }

    private Duration timeToStart() throws Exception {
        long start = System.nanoTime();
        try (EmbeddedKafka _ = started()) {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    @Test
    void aPortThatWasTakenMeanwhileIsNoDamage() throws Exception {
        started().close();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedKafka late = new EmbeddedKafka(new DataDirectory(directory), taken.getLocalPort());
            assertThatThrownBy(late::start).isInstanceOf(CannotStart.class);
        }
        assertThat(directory.resolve("kafka.unusable")).doesNotExist();
    }

    private EmbeddedKafka started() throws Exception {
        EmbeddedKafka kafka = new EmbeddedKafka(new DataDirectory(directory));
        kafka.start();
        return kafka;
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static Set<String> topics(Admin admin) throws Exception {
        return admin.listTopics().names().get();
    }
}
