package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Alerts;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Alerts whose time has come: for a newer text, to be told again, or to say that nobody waits any more. */
@Component
class DueAlerts {

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration AT_MOST = Duration.ofDays(1);

    private final Alerts alerts;
    private final Incidents incidents;
    private final Teller teller;
    private final RemainingBacklog waiting;
    private final Hush hush;

    DueAlerts(Alerts alerts, Incidents incidents, Teller teller, RemainingBacklog waiting, Hush hush) {
        this.alerts = alerts;
        this.incidents = incidents;
        this.teller = teller;
        this.waiting = waiting;
        this.hush = hush;
    }

    List<Long> ids(Instant now) {
        return alerts.due(now);
    }

    @Transactional
    void look(long id, Map<String, Finding> wrong, Instant now) {
        incidents.lock();
        alerts.findById(id).filter(alert -> alert.isDue(now)).ifPresent(alert -> look(alert, wrong, now));
    }

    private void look(Alert alert, Map<String, Finding> wrong, Instant now) {
        List<Incident> members = incidents.findByAlertIdOrderById(alert.id());
        if (alert.overAt() != null) {
            seeWhoWaits(alert, members, alert.overAt(), now);
        } else if (alert.isToBeRepeated(now) && !hush.holdsBack(members, now)) {
            teller.repeat(alert, members, wrong, now);
        } else {
            hush.moves(alert, members, now);
            teller.tell(alert, members, wrong, now);
        }
    }

    private void seeWhoWaits(Alert alert, List<Incident> members, Instant over, Instant now) {
        if (!waiting.isLeft(members, over)) {
            teller.caughtUp(alert, now);
        } else {
            alert.awaitsTheLast(now.isBefore(over.plus(AT_MOST)) ? now.plus(AGAIN) : null);
        }
    }
}
