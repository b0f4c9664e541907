package org.resultsrelay.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.test.context.TestPropertySource;

/** The whole relay with a bot at a fake Telegram, allowed to push to loopback. Time stands still, and nothing ticks unless the test does it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RelayTest
@Import({StillClock.class, FakeBot.class, AlertTest.NoTicks.class})
@TestPropertySource(
        properties = {
            FakeBot.TOKEN,
            FakeBot.CHAT,
            "relay.telegram.poll-timeout=1s",
            "relay.delivery.allowed-private-targets=127.0.0.0/8"
        })
public @interface AlertTest {

    /** Stops the loop as soon as it has started, and so the sweeper: then each message must reach Kafka, from the first one on. */
    @TestConfiguration
    class NoTicks {

        @Bean
        ApplicationListener<ContextRefreshedEvent> stopsTheLoop(
                @Qualifier("tickLoop") SmartLifecycle loop,
                KafkaOperations<?, ?> kafka,
                @Value("${relay.recompute.topic}") String topic) {
            return refreshed -> {
                loop.stop();
                await("the producer knows the topic")
                        .ignoreException(TimeoutException.class)
                        .untilAsserted(
                                () -> assertThat(kafka.partitionsFor(topic)).isNotEmpty());
            };
        }
    }
}
