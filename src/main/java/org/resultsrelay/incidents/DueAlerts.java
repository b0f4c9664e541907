package org.resultsrelay.incidents;

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

/** Alerts whose time has come: for a newer text, or to be told again. */
@Component
class DueAlerts {

    private final Alerts alerts;
    private final Incidents incidents;
    private final Teller teller;

    DueAlerts(Alerts alerts, Incidents incidents, Teller teller) {
        this.alerts = alerts;
        this.incidents = incidents;
        this.teller = teller;
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
        if (alert.isToBeRepeated(now)) {
            teller.repeat(alert, members, wrong, now);
        } else {
            teller.tell(alert, members, wrong, now);
        }
    }
}
