package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Alerts;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.wording.Roster;
import org.resultsrelay.notify.Button;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.PagedList;
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
    private final Quiet quiet;
    private final Clock clock;

    Listing(Incidents incidents, Alerts alerts, Clients clients, Roster roster, Quiet quiet, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.clients = clients;
        this.roster = roster;
        this.quiet = quiet;
        this.clock = clock;
    }

    /** One page of its episodes, with buttons to the others; empty for an alert that is not known. */
    @Transactional(readOnly = true)
    Optional<MessageContent> details(long id, int page) {
        return alerts.findById(id).map(alert -> {
            PagedList<Incident> members = new PagedList<>(incidents.findByAlertIdOrderById(id), page, NAMES);
            return MessageContent.of(roster.members(alert, members, now()))
                    .with(members.buttons(other -> Press.DETAILS.action(id, other)));
        });
    }

    /** The alerts that are open, newest first, and what is muted. */
    @Transactional(readOnly = true)
    MessageContent list(int page, IntFunction<String> turn) {
        PagedList<Alert> open =
                new PagedList<>(alerts.findByOverAtIsNullOrderById().reversed(), page, ALERTS);
        List<List<Button>> rows = new ArrayList<>(open.shown().stream()
                .map(alert -> List.of(new Button("Details " + alert.id(), Press.DETAILS.action(alert.id(), 0))))
                .toList());
        rows.addAll(open.buttons(turn));
        return MessageContent.of(roster.alerts(open, now())
                        + quiet.sentence().map("\n"::concat).orElse(""))
                .with(rows);
    }

    /** Since when each episode lasts that is open, the oldest first. */
    @Transactional(readOnly = true)
    List<Instant> openSince() {
        return incidents.openSince();
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
