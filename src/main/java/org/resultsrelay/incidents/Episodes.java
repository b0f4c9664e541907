package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Alerts;
import org.resultsrelay.incidents.alert.Grouping;
import org.resultsrelay.incidents.alert.Muted;
import org.resultsrelay.incidents.alert.Mutes;
import org.resultsrelay.incidents.alert.Phase;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Gathered;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.episode.Subject;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens and closes episodes, many at a time, each together with the text of its alert in one transaction. The one lock lets
 * any number of relays look at the same trouble and open it once.
 */
@Component
class Episodes {

    private final Incidents incidents;
    private final Gathered gathered;
    private final Alerts alerts;
    private final Teller teller;
    private final Grouping grouping;
    private final Mutes mutes;

    Episodes(Incidents incidents, Gathered gathered, Alerts alerts, Teller teller, Grouping grouping, Mutes mutes) {
        this.incidents = incidents;
        this.gathered = gathered;
        this.alerts = alerts;
        this.teller = teller;
        this.grouping = grouping;
        this.mutes = mutes;
    }

    /** Opens an episode for each of these that has none. */
    @Transactional
    void open(List<Finding> found, Map<String, Finding> wrong, Instant now) {
        incidents.lock();
        Set<String> known = incidents
                .findByKeyInAndResolvedAtIsNull(found.stream().map(Finding::key).toList())
                .stream()
                .map(Incident::key)
                .collect(Collectors.toSet());
        List<Alert> open = new ArrayList<>(alerts.findByOverAtIsNullOrderById());
        Muted muted = mutes.at(now);
        Set<Alert> touched = new LinkedHashSet<>();
        for (Finding finding : found) {
            if (!known.contains(finding.key())) {
                Alert alert = alertFor(finding, open, muted, now);
                incidents.save(new Incident(finding, alert.id()));
                touched.add(alert);
            }
        }
        touched.stream()
                .filter(alert ->
                        alert.phase(now) == Phase.GATHERING || alert.body().isEmpty())
                .forEach(alert -> teller.tell(alert, incidents.findByAlertIdOrderById(alert.id()), wrong, now));
    }

    private Alert alertFor(Finding finding, List<Alert> open, Muted muted, Instant now) {
        Subject client = finding.client();
        Instant tellAt = muted.after(client == null ? null : client.key(), now.plus(grouping.firstAfter()));
        Alert alert = open.reversed().stream()
                .filter(one -> one.takes(finding, now, tellAt, grouping))
                .findFirst()
                .orElseGet(() -> begin(finding, open, tellAt, now));
        alert.join(finding, now);
        return alert;
    }

    private Alert begin(Finding finding, List<Alert> open, Instant tellAt, Instant now) {
        Alert begun = alerts.save(new Alert(finding, now, tellAt, grouping));
        open.add(begun);
        return begun;
    }

    /** Stores what these have gathered, which the caller has put into them. {@code news}: alerts that should say so at once. */
    @Transactional
    void gather(List<Incident> learned, Set<Long> news, Instant now) {
        incidents.lock();
        gathered.store(learned);
        alerts.findByIdIn(news).stream().filter(alert -> alert.overAt() == null).forEach(alert -> alert.isNews(now));
    }

    /** These are over by themselves. */
    @Transactional
    void close(Collection<String> keys, Instant now) {
        incidents.lock();
        List<Incident> closed = incidents.findByKeyInAndResolvedAtIsNull(keys);
        closed.forEach(incident -> incident.resolve(now));
        Set<Long> touched = closed.stream().map(Incident::alertId).collect(Collectors.toSet());
        alerts.findByIdIn(touched)
                .forEach(alert -> teller.endIfOver(alert, incidents.findByAlertIdOrderById(alert.id()), now));
    }

    /** What was resolved by hand has gone by itself now: should it come back, it is new. */
    @Transactional
    void gone(Collection<String> dismissed) {
        incidents.lock();
        incidents.findByDismissedTrueAndKeyIn(dismissed).forEach(Incident::gone);
    }
}
