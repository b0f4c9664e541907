package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Alerts;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.wording.Roster;
import org.resultsrelay.notify.Content;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people ask of alerts. */
@Component
class Listing {

    private static final int NAMES = 20;
    private static final int ALERTS = 10;

    private final Incidents incidents;
    private final Alerts alerts;
    private final Clients clients;
    private final Roster roster;
    private final Clock clock;

    Listing(Incidents incidents, Alerts alerts, Clients clients, Roster roster, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.clients = clients;
        this.roster = roster;
        this.clock = clock;
    }

    /** One page of its episodes, with buttons to the others; empty for an alert that is not known. */
    @Transactional(readOnly = true)
    Optional<Content> details(long id, int page) {
        return alerts.findById(id).map(alert -> {
            Pages<Incident> members = new Pages<>(incidents.findByAlertIdOrderById(id), page, NAMES);
            return Content.of(roster.members(
                            alert,
                            members.shown(),
                            members.from(),
                            members.all().size(),
                            now()))
                    .with(members.buttons(Press.DETAILS, id));
        });
    }

    /** The alerts that are open, newest first. */
    @Transactional(readOnly = true)
    Content list(int page) {
        List<Alert> open = alerts.findByOverAtIsNullOrderById().reversed();
        Pages<Alert> pages = new Pages<>(open, page, ALERTS);
        return Content.of(roster.alerts(pages.shown(), pages.from(), open.size(), now()))
                .with(pages.shown().stream()
                        .map(alert -> List.of(Press.DETAILS.on(alert.id(), 0, "Details " + alert.id())))
                        .toList());
    }

    /** The clients of its open episodes. */
    @Transactional(readOnly = true)
    List<Long> clientsOf(long alert) {
        return incidents.findByAlertIdOrderById(alert).stream()
                .filter(Incident::isOpen)
                .map(Incident::client)
                .filter(Objects::nonNull)
                .map(clients::find)
                .flatMap(Optional::stream)
                .map(Client::id)
                .toList();
    }

    /** How many alerts are open. */
    @Transactional(readOnly = true)
    int open() {
        return alerts.countByOverAtIsNull();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
