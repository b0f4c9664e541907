package org.resultsrelay.chat.people;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.IncomingMessage.Speaker;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.text.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts people who are not linked; the administrator is told of them in one message a day. */
@Component
class Strangers {

    private static final int SHOWN = 10;
    private static final int WRONG_CODES = 5;
    private static final Duration IGNORED = Duration.ofMinutes(15);

    private static final String NOTE = """
            insert into telegram_strangers as s (telegram_id, first_at, last_at) values (:id, :now, :now)
            on conflict (telegram_id) do update set last_at = excluded.last_at, count = s.count + 1
            """;

    private static final String WRONG = """
            update telegram_strangers
            set wrong_codes = (wrong_codes + 1) % :most,
                ignored_until = case when wrong_codes + 1 >= :most then :until else ignored_until end
            where telegram_id = :id
            """;

    private final JdbcClient jdbc;
    private final Notifications notifications;
    private final Counter counter;

    Strangers(JdbcClient jdbc, Notifications notifications, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.notifications = notifications;
        this.counter = Counter.builder("relay.chat.strangers")
                .description("What people said to the bot who are not linked")
                .register(meters);
    }

    /** Does not answer. */
    void note(Speaker stranger, Instant now) {
        counter.increment();
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        boolean toldToday = !today(day, stranger.id()).isEmpty();
        jdbc.sql(NOTE).param("id", stranger.id()).param("now", at(now)).update();
        if (!toldToday) {
            tell(day);
        }
    }

    private void tell(Instant day) {
        List<Long> strangers = today(day, null);
        String ids = strangers.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        notifications.post(Notification.of(
                "strangers:" + day.atOffset(ZoneOffset.UTC).toLocalDate(),
                MessageContent.of("👤 " + Words.count(strangers.size(), "stranger")
                        + " wrote to the bot today\nTelegram numbers: " + ids
                        + (strangers.size() > SHOWN ? " and others" : "")
                        + "\nWhat the relay does: it does not answer them, and does nothing they ask."
                        + "\nWhat to do: nothing. Is it a colleague, give them a code: POST /api/v1/telegram/links")));
    }

    private List<Long> today(Instant day, @Nullable Long one) {
        return jdbc.sql("""
                        select telegram_id from telegram_strangers
                        where last_at >= :day and (cast(:one as bigint) is null or telegram_id = :one) order by first_at
                        """)
                .param("day", at(day))
                .param("one", one)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    boolean ignored(Speaker stranger, Instant now) {
        return jdbc.sql("select exists (select from telegram_strangers where telegram_id = ? and ignored_until > ?)")
                .param(stranger.id())
                .param(at(now))
                .query(Boolean.class)
                .single();
    }

    /** After several wrong codes a person is ignored for a while, so that guessing is useless. */
    void triedAWrongCode(Speaker stranger, Instant now) {
        jdbc.sql(WRONG)
                .param("id", stranger.id())
                .param("most", WRONG_CODES)
                .param("until", at(now.plus(IGNORED)))
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
