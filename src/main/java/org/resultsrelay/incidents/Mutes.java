package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.clients.Client;
import org.resultsrelay.incidents.IncidentActions.ActionResult;
import org.resultsrelay.incidents.Suppression.Mute;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.text.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Front door: for a while nobody is told of what is new, or of one client. What lasts beyond that is told then, what is over by
 * then is not told; that the database is unavailable is told all the same.
 */
@Component
public class Mutes {

    private static final int NAMED = 5;

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Alerts alerts;
    private final Words words;
    private final Audit audit;
    private final Clock clock;

    Mutes(JdbcClient jdbc, Incidents incidents, Alerts alerts, Words words, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.alerts = alerts;
        this.words = words;
        this.audit = audit;
        this.clock = clock;
    }

    /** In place of an earlier mute of the same. {@code client}: null for whatever is new. */
    @Transactional
    public ActionResult mute(@Nullable Client client, Duration length, Actor by) {
        Instant now = now();
        Instant until = now.plus(length);
        end(client, now);
        jdbc.sql("insert into mutes (client, until, muted_by) values (:client, :until, :by)")
                .param("client", client == null ? null : client.key())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("by", by.name())
                .update();
        audit.record(by, "mute", subject(client), length.toString());
        lookAtOpenAlerts(now);
        return new ActionResult(
                true,
                (client == null ? "New alerts wait" : "Alerts of " + AffectedClient.of(client) + " wait") + " until "
                        + words.day(until) + ". What is over by then is not told.");
    }

    /** Without a client, mutes of single clients go on. */
    @Transactional
    public ActionResult unmute(@Nullable Client client, Actor by) {
        Instant now = now();
        boolean ended = end(client, now);
        if (ended) {
            audit.record(by, "unmute", subject(client), "");
            lookAtOpenAlerts(now);
        }
        List<Mute> still = at(now).mutes();
        return new ActionResult(
                ended, unmuted(client, ended) + (still.isEmpty() ? "" : " Still muted: " + named(still) + "."));
    }

    private static String unmuted(@Nullable Client client, boolean ended) {
        if (!ended) {
            return client == null ? "New alerts were not muted." : AffectedClient.of(client) + " was not muted.";
        }
        return (client == null ? "New alerts" : "Alerts of " + AffectedClient.of(client))
                + " are told again, with what was held back and still lasts.";
    }

    /** What is muted now, in a line; empty where nothing is. */
    public Optional<String> line() {
        List<Mute> mutes = at(now()).mutes();
        return mutes.isEmpty() ? Optional.empty() : Optional.of("🔇 Muted: " + named(mutes));
    }

    /** Until when nothing is told of this client, if so. */
    public Optional<String> line(Client client) {
        return at(now())
                .of(client.key())
                .map(mute -> "🔇 Muted by " + mute.by() + " until " + words.minute(mute.until()));
    }

    private String named(List<Mute> mutes) {
        String some = mutes.stream()
                .limit(NAMED)
                .map(mute ->
                        (mute.client() == null ? "new alerts" : mute.client()) + " until " + words.minute(mute.until()))
                .collect(Collectors.joining(", "));
        return mutes.size() <= NAMED ? some : some + " and " + Words.count(mutes.size() - NAMED, "other");
    }

    /** That of everything first. */
    Suppression at(Instant now) {
        return new Suppression(jdbc.sql("""
                        select client, until, muted_by as by from mutes where until > :now
                        order by client nulls first, until desc
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Mute(
                        row.getString("client"), row.getTimestamp("until").toInstant(), row.getString("by")))
                .list());
    }

    private boolean end(@Nullable Client client, Instant now) {
        return jdbc.sql("update mutes set until = :now where until > :now and client is not distinct from :client")
                        .param("client", client == null ? null : client.key())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Whether they may be told now has just changed. */
    private void lookAtOpenAlerts(Instant now) {
        incidents.lock();
        alerts.findByOverAtIsNullOrderById().forEach(alert -> alert.isNews(now));
    }

    private static String subject(@Nullable Client client) {
        return client == null ? "alerts" : "client:" + client.key();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
