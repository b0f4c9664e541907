package org.resultsrelay.delivery.recompute;

import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** Creates the topic, and configures the listener for failures of Kafka and the database. */
@Configuration(proxyBeanMethods = false)
class RecomputeConfiguration {

    private static final Logger log = LoggerFactory.getLogger(RecomputeConfiguration.class);
    private static final Duration KEPT = Duration.ofDays(1);

    @Bean
    NewTopic recomputeTopic(RecomputeProperties properties) {
        return TopicBuilder.name(properties.topic())
                .partitions(properties.partitions())
                .replicas(properties.replication())
                .config("retention.ms", Long.toString(KEPT.toMillis()))
                .build();
    }

    @Bean
    Integer recomputeListeners(RecomputeProperties properties) {
        return properties.listeners();
    }

    /** Only an absent database can fail a batch, and nothing else could be done with the batch then: wait for it. */
    @Bean
    DefaultErrorHandler recomputeErrorHandler() {
        return new DefaultErrorHandler(new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS));
    }

    /**
     * Our own metrics count what matters; a timer for each record would cost more than processing it. Offsets are
     * committed without waiting: after the topic was deleted, a listener that waits would read nothing of the new one
     * for a minute.
     */
    @Bean
    ContainerCustomizer<String, byte[], ConcurrentMessageListenerContainer<String, byte[]>> recomputeContainers() {
        return container -> {
            ContainerProperties properties = container.getContainerProperties();
            properties.setMicrometerEnabled(false);
            properties.setSyncCommits(false);
            properties.setCommitCallback((offsets, e) -> {
                if (e != null) {
                    log.debug("What was read up to {} is not noted, and may be read again", offsets, e);
                }
            });
        };
    }
}
