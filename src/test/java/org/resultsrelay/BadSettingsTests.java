package org.resultsrelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.support.StartFailure;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** A setting that the relay cannot work with stops its start, with a sentence that names it. */
class BadSettingsTests {

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("org.resultsrelay")
    static class AllSettings {}

    /** Every one of them looks through all classes, and each class is read once. */
    private static final class Context extends AnnotationConfigApplicationContext {

        private static final Map<Class<?>, Map<Resource, ?>> read = new ConcurrentHashMap<>();

        @Override
        @SuppressWarnings("unchecked")
        public <T> Map<Resource, T> getResourceCache(Class<T> type) {
            return (Map<Resource, T>) read.computeIfAbsent(type, any -> new ConcurrentHashMap<Resource, T>());
        }
    }

    @Test
    void noTimeIsLessThanNothingOrMoreThanACentury() {
        SoftAssertions all = new SoftAssertions();
        assertThat(Settings.durations()).hasSizeGreaterThan(20);
        for (String name : Settings.durations()) {
            all.check(() -> assertRefused(name, "-1s"));
            all.check(() -> assertRefused(name, "40000d"));
        }
        all.assertAll();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "relay.delivery.timeout=0s",
                "relay.delivery.timeout=soon",
                "relay.delivery.lease=29s",
                "relay.delivery.allowed-private-targets=10.0.0.0/99",
                "relay.delivery.allowed-private-targets=127.0.0.0/8,localhost",
                "relay.delivery.retry-steps=''",
                "relay.delivery.retry-steps=1s,0s",
                "relay.delivery.sweep-every=0s",
                "relay.tasks.every=0s",
                "relay.tasks.capacity=0",
                "relay.tasks.ceiling=99999999999",
                "relay.recompute.topic=' '",
                "relay.recompute.partitions=0",
                "relay.recompute.listeners=many",
                "relay.incidents.every=0s",
                "relay.incidents.grouping.repeat-after=0s",
                "relay.silence.missed=0",
                "relay.heartbeat.every=0s",
                "relay.heartbeat.url=example.com",
                "relay.heartbeat.url=//example.com",
                "relay.quarantine.refused-per-day=-1",
                "relay.quarantine.refused-per-day=much",
                "relay.webhook.url=ftp://example.com",
                "relay.webhook.url=//example.com",
                "relay.webhook.format=teams",
                "relay.telegram.chat-id=a b",
                "relay.telegram.poll-timeout=0s",
                "relay.telegram.api-url=example.com",
                "relay.time-zone=Mars",
                "relay.digest.at=25:00"
            })
    void isNamed(String name, String value) {
        assertRefused(name, value);
    }

    @ParameterizedTest
    @CsvSource({
        "relay.webhook.url, hooks.example/S3CR3T",
        "relay.webhook.url, https://hooks.example:port/S3CR3T",
        "relay.heartbeat.url, ping.example/S3CR3T",
        "relay.heartbeat.url, https://ping example/S3CR3T"
    })
    void isNotShownWhereItIsASecret(String name, String value) {
        assertThat(assertRefused(name, value)).doesNotContain("S3CR3T");
    }

    /** With the setting's name as a property, as it is written in the code, or as an environment variable; answers what is said. */
    private static String assertRefused(String name, String value) {
        String said = explanation(name, value);
        assertThat(said).as("%s=%s was taken", name, value).isNotEmpty();
        assertThat(uniform(said)).as("%s=%s: %s", name, value, said).contains(uniform(name));
        return said;
    }

    private static String uniform(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }

    /** What the start says in the place of a stack trace; empty when the setting is taken. */
    private static String explanation(String name, String value) {
        try (var context = new Context()) {
            TestPropertyValues.of(name + "=" + value).applyTo(context);
            context.register(AllSettings.class);
            return start(context);
        }
    }

    private static String start(AnnotationConfigApplicationContext context) {
        try {
            context.refresh();
            return "";
        } catch (RuntimeException e) {
            return StartFailure.explained(e, context).getDescription();
        }
    }
}
