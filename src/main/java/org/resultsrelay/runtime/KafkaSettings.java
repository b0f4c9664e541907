package org.resultsrelay.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Settings of a combined broker and controller for one small machine, on loopback only. */
final class KafkaSettings {

    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private KafkaSettings() {}

    static Map<String, String> of(Path directory, int brokerPort, int controllerPort, Duration registeredWithin) {
        Map<String, String> settings = new HashMap<>(identity(directory, brokerPort, controllerPort));
        settings.put("initial.broker.registration.timeout.ms", Long.toString(registeredWithin.toMillis()));
        settings.putAll(ALONE);
        settings.putAll(SMALL);
        return settings;
    }

    private static Map<String, String> identity(Path directory, int brokerPort, int controllerPort) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "log.dirs",
                directory.toString(),
                "listeners",
                "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s".formatted(brokerPort, controllerPort),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                "%s@127.0.0.1:%s".formatted(NODE, controllerPort),
                "auto.create.topics.enable",
                "false",
                "metadata.max.idle.interval.ms",
                "0");
    }

    /** After a kill no broker is let in until the session of the one before has timed out: with Kafka's own 9 s a start takes twice as long. */
    private static final Map<String, String> ALONE = Map.of(
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "min.insync.replicas", "1",
            "default.replication.factor", "1",
            "group.initial.rebalance.delay.ms", "0",
            "broker.session.timeout.ms", "2000",
            "broker.heartbeat.interval.ms", "500");

    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "4",
            "num.network.threads", "2",
            "num.io.threads", "2",
            "background.threads", "2",
            "num.recovery.threads.per.data.dir", "1",
            "log.cleaner.dedupe.buffer.size", "2097152",
            "log.index.size.max.bytes", "1048576",
            "log.segment.bytes", "67108864",
            "log.retention.hours", "24",
            "queued.max.requests", "64");
}
