package org.resultsrelay.incidents.signs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.scheduling.Tick;
import org.springframework.stereotype.Component;

/** Writes down what this relay notices. While all is well, nothing is written. */
@Component
class Noticing implements Tick {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final UUID relay = UUID.randomUUID();
    private final Signs signs;
    private final KafkaProbe kafka;
    private final OwnErrorCount errors;
    private final SignsProperties properties;
    private final Clock clock;
    private @Nullable Instant kafkaAwaySince;

    Noticing(Signs signs, KafkaProbe kafka, OwnErrorCount errors, SignsProperties properties, Clock clock) {
        this.signs = signs;
        this.kafka = kafka;
        this.errors = errors;
        this.properties = properties;
        this.clock = clock;
    }

    /** Errors that come while Kafka is away, or that cannot be written because the database is, are told of by that. */
    @Override
    public int tick() {
        Optional<Sign> made = errors.take();
        Optional<String> failure = kafka.failure();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (failure.isPresent()) {
            away(failure.get(), now);
        } else {
            back();
            made.ifPresent(sign -> signs.note(relay, sign, now.minus(properties.errorsQuiet())));
        }
        return 0;
    }

    private void away(String error, Instant now) {
        Instant since = kafkaAwaySince == null ? now : kafkaAwaySince;
        kafkaAwaySince = since;
        if (!now.isBefore(since.plus(properties.kafkaAwayAfter()))) {
            signs.note(relay, new Sign(Sign.Name.KAFKA, since, now, 0, error), now.minus(SignSource.FRESH));
            signs.forget(now.minus(REMEMBERED));
        }
    }

    private void back() {
        if (kafkaAwaySince != null) {
            signs.clear(relay, Sign.Name.KAFKA);
            kafkaAwaySince = null;
        }
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }
}
