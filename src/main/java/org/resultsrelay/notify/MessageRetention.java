package org.resultsrelay.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.resultsrelay.scheduling.Tick;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes messages after their retention, a few at a time, including those of channels that are no longer set. */
@Component
class MessageRetention implements Tick {

    private static final String FORGET = """
            delete from notify_messages where id in (
                select id from notify_messages where coalesce(delivered_at, created_at) < :before limit 1000)
            """;

    private final JdbcClient jdbc;
    private final NotifyProperties properties;
    private final Clock clock;

    MessageRetention(JdbcClient jdbc, NotifyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        return jdbc.sql(FORGET)
                .param("before", clock.instant().minus(properties.retention()).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }
}
