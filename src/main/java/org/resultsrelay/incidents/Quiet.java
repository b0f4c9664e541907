package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.incidents.IncidentDesk.Reaction;
import org.resultsrelay.incidents.alert.Mutes;
import org.resultsrelay.words.Words;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Holds back what is new because people asked for quiet; that the database is away is told all the same. */
@Component
class Quiet {

    private final Mutes mutes;
    private final Audit audit;
    private final Words words;
    private final Clock clock;

    Quiet(Mutes mutes, Audit audit, Words words, Clock clock) {
        this.mutes = mutes;
        this.audit = audit;
        this.words = words;
        this.clock = clock;
    }

    @Transactional
    Reaction begin(Duration length, Actor by) {
        Instant until = clock.instant().truncatedTo(ChronoUnit.MICROS).plus(length);
        mutes.add(until, by.name());
        audit.record(by, "mute", "alerts", length.toString());
        return new Reaction(true, "New alerts wait until " + words.day(until) + ". What is over by then is not told.");
    }

    @Transactional
    Reaction end(Actor by) {
        if (!mutes.end(clock.instant())) {
            return new Reaction(false, "Nothing is muted.");
        }
        audit.record(by, "unmute", "alerts", "");
        return new Reaction(true, "New alerts are told again. Those that were held back come when they were to come.");
    }
}
