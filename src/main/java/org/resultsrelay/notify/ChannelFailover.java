package org.resultsrelay.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.text.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has the next channel send what a channel has failed to deliver for too long. The first still sends it once it can. */
@Component
class ChannelFailover implements Tick {

    private static final Logger log = LoggerFactory.getLogger(ChannelFailover.class);

    /** A relay that has just started has not tried the first channel yet. */
    private static final Duration SETTLING_IN = Duration.ofSeconds(30);

    /** How long a message may wait for its first attempt, which may find that the channel works again. */
    private static final Duration FIRST_ATTEMPT = Duration.ofSeconds(10);

    /** New messages that fail themselves, or whose turn has come while the whole channel fails. */
    private static final String FAIL_OVER = """
            with failing as (
                select m.* from notify_messages m join notify_channels c on c.name = m.channel
                where m.channel = :channel and m.message_id is null and m.sent_revision < m.wanted_revision
                  and (m.failing_since <= :since
                       or c.failing_since <= :since and (m.attempts > 0 or m.due_at <= :patient))
            ), opened as (
                insert into notify_channels (name, open_at) select :next, :now from failing limit 1 on conflict do nothing
            )
            insert into notify_messages
                (key, family, channel, wanted_text, buttons, urgency, due_at, created_at)
            select key, family, :next, wanted_text || coalesce(E'\\n\\nNot delivered by ' || channel || ': ' || last_error, ''),
                   buttons, urgency, :now, created_at
            from failing
            on conflict (key, channel) do nothing
            """;

    private final JdbcClient jdbc;
    private final Channels channels;
    private final NotifyProperties properties;
    private final Clock clock;
    private @Nullable Instant upSince;

    ChannelFailover(JdbcClient jdbc, Channels channels, NotifyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.channels = channels;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant();
        upSince = upSince == null ? now : upSince;
        List<String> names = channels.names();
        if (now.isAfter(upSince.plus(SETTLING_IN))) {
            for (int i = 1; i < names.size(); i++) {
                failOver(names.get(i - 1), names.get(i), now);
            }
        }
        return 0;
    }

    private void failOver(String channel, String next, Instant now) {
        int messages = jdbc.sql(FAIL_OVER)
                .param("channel", channel)
                .param("next", next)
                .param("since", now.minus(properties.failoverAfter()).atOffset(ZoneOffset.UTC))
                .param("patient", now.minus(FIRST_ATTEMPT).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (messages > 0) {
            log.warn(
                    "{} has failed for {}, so {} sends {} messages in its place. The log says why {} fails.",
                    channel,
                    Words.lasting(properties.failoverAfter()),
                    next,
                    messages,
                    channel);
        }
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }
}
