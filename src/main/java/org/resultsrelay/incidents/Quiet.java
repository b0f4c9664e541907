package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.incidents.IncidentDesk.Reaction;
import org.resultsrelay.incidents.alert.Alerts;
import org.resultsrelay.incidents.alert.Mute;
import org.resultsrelay.incidents.alert.Mutes;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.incidents.wording.MuteText;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Holds back what is new, or what is about a client, because people asked for quiet; that the database is away is told all the same. */
@Component
class Quiet {

    private final Mutes mutes;
    private final Incidents incidents;
    private final Alerts alerts;
    private final MuteText text;
    private final Audit audit;
    private final Clock clock;

    Quiet(Mutes mutes, Incidents incidents, Alerts alerts, MuteText text, Audit audit, Clock clock) {
        this.mutes = mutes;
        this.incidents = incidents;
        this.alerts = alerts;
        this.text = text;
        this.audit = audit;
        this.clock = clock;
    }

    /** {@code client}: null for whatever is new. */
    @Transactional
    Reaction begin(@Nullable Subject client, Duration length, Actor by) {
        Instant now = now();
        Mute mute = new Mute(client == null ? null : client.key(), now.plus(length), by.name());
        mutes.begin(mute, now);
        audit.record(by, "mute", subject(client), length.toString());
        looksAgain(now);
        return new Reaction(true, text.begun(client, mute));
    }

    @Transactional
    Reaction end(@Nullable Subject client, Actor by) {
        Instant now = now();
        boolean ended = mutes.end(client == null ? null : client.key(), now);
        if (ended) {
            audit.record(by, "unmute", subject(client), "");
            looksAgain(now);
        }
        return new Reaction(ended, text.ended(client, ended, mutes.at(now)));
    }

    /** What is muted now; empty where nothing is. */
    Optional<String> sentence() {
        return text.list(mutes.at(now()));
    }

    /** Until when nothing is told of this client, if so. */
    Optional<String> sentence(String client) {
        return mutes.at(now()).of(client).map(text::one);
    }

    /** At what is open: whether it may be told now has just changed. */
    private void looksAgain(Instant now) {
        incidents.lock();
        alerts.findByOverAtIsNullOrderById().forEach(alert -> alert.isNews(now));
    }

    private static String subject(@Nullable Subject client) {
        return client == null ? "alerts" : "client:" + client.key();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
