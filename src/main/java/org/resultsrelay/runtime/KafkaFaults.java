package org.resultsrelay.runtime;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that cannot go on, usually because the disk is full, halts its whole process. In this process that would orphan
 * PostgreSQL and leave requests half-answered. So the relay stops in order instead, and its supervisor restarts it.
 */
final class KafkaFaults {

    private static final Logger log = LoggerFactory.getLogger(KafkaFaults.class);

    private KafkaFaults() {}

    static void stopTheRelayInOrder() {
        Exit.setExitProcedure(KafkaFaults::stop);
        Exit.setHaltProcedure(KafkaFaults::stop);
    }

    private static void stop(int status, String message) {
        log.error("The embedded Kafka cannot go on, so the relay stops: see above, and look at the disk's free space");
        Thread.ofPlatform().name("kafka-fault").start(() -> System.exit(status));
        throw new IllegalStateException("The embedded Kafka cannot go on");
    }
}
