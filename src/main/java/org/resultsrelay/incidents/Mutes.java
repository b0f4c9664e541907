package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.clients.Client;
import org.resultsrelay.incidents.IncidentActions.ActionResult;
import org.resultsrelay.incidents.Mutes.Suppression.Mute;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.text.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Front door: mutes of all new alerts or of one client's. What still lasts when a mute ends is told then. An outage of
 * the database is told despite any mute.
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

    /** Replaces an earlier mute of the same. {@code client} is null for all new alerts. */
    @Transactional
    public ActionResult mute(@Nullable Client client, Duration length, Actor by) {
        Instant now = clock.instant();
        Instant until = now.plus(length);
        end(client, now);
        jdbc.sql("insert into mutes (client, until, muted_by) values (:client, :until, :by)")
                .param("client", key(client))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("by", by.name())
                .update();
        audit.record(by, "mute", subject(client), length.toString());
        reviewOpenAlerts(now);
        return new ActionResult(
                true, alerts(client) + " wait until " + words.day(until) + ". What is over by then is not reported.");
    }

    /** Ends one mute; {@code client} is null for that of all new alerts. */
    @Transactional
    public ActionResult unmute(@Nullable Client client, Actor by) {
        Instant now = clock.instant();
        boolean ended = end(client, now);
        if (ended) {
            audit.record(by, "unmute", subject(client), "");
            reviewOpenAlerts(now);
        }
        List<Mute> still = at(now).mutes();
        return new ActionResult(
                ended,
                alerts(client)
                        + (ended
                                ? " are sent again, and those that were held back and still last."
                                : " were not muted.")
                        + (still.isEmpty() ? "" : " Still muted: " + named(still) + "."));
    }

    private static String alerts(@Nullable Client client) {
        return client == null ? "New alerts" : "Alerts of " + AffectedClient.of(client);
    }

    /** What is muted now, in a line; empty if nothing is. */
    public Optional<String> summary() {
        List<Mute> mutes = at(clock.instant()).mutes();
        return mutes.isEmpty() ? Optional.empty() : Optional.of("🔇 Muted: " + named(mutes));
    }

    /** The mute of this client's alerts, in a line; empty if there is none. */
    public Optional<String> summary(Client client) {
        return at(clock.instant())
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

    /** The mutes that hold then, that of all new alerts first. */
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
                        .param("client", key(client))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Whether open alerts may be told has just changed. */
    private void reviewOpenAlerts(Instant now) {
        incidents.lock();
        alerts.findByOverAtIsNullOrderById().forEach(alert -> alert.makeDue(now));
    }

    private static String subject(@Nullable Client client) {
        return client == null ? "alerts" : "client:" + client.key();
    }

    private static @Nullable String key(@Nullable Client client) {
        return client == null ? null : client.key();
    }

    /**
     * The mutes that hold at one moment. A mute of everything holds back new alerts; the mute of a client holds back its
     * repeats too.
     */
    record Suppression(List<Mute> mutes) {

        /** Of one client's alerts, or if {@code client} is null, of all new alerts. */
        record Mute(@Nullable String client, Instant until, String by) {}

        /** When a new trouble of this client is told that would otherwise be told at {@code usual}. */
        Instant tellAt(@Nullable String client, Instant usual) {
            return Stream.of(of(null), of(client))
                    .flatMap(Optional::stream)
                    .map(Mute::until)
                    .filter(usual::isBefore)
                    .max(Comparator.naturalOrder())
                    .orElse(usual);
        }

        /** When an alert with these incidents is told: as soon as one of them may be. */
        Instant tellAt(List<Incident> open, Instant usual) {
            return open.stream()
                    .map(incident -> tellAt(incident.client(), usual))
                    .min(Comparator.naturalOrder())
                    .orElse(usual);
        }

        /** Whether an alert with these incidents is not repeated now, because all of their clients are muted. */
        boolean holdsBackRepeat(List<Incident> open) {
            return !open.isEmpty()
                    && open.stream()
                            .map(Incident::client)
                            .allMatch(client -> client != null && of(client).isPresent());
        }

        /** The mute of this client; null: of all new alerts. */
        Optional<Mute> of(@Nullable String client) {
            return mutes.stream()
                    .filter(mute -> Objects.equals(mute.client(), client))
                    .findFirst();
        }
    }
}
