package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Phase;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.notify.Button;

/** What can be pressed under an alert: only what would change something now. */
final class AlertButtons {

    private AlertButtons() {}

    static List<List<Button>> of(Alert alert, List<Incident> members, Instant now) {
        List<List<Button>> rows = new ArrayList<>();
        rows.add(answers(alert, alert.phase(now)));
        rows.add(deeds(alert, members.stream().filter(Incident::isOpen).toList()));
        return rows.stream().filter(row -> !row.isEmpty()).toList();
    }

    private static List<Button> answers(Alert alert, Phase phase) {
        return switch (phase) {
            case GATHERING, TOLD -> List.of(Press.ACKNOWLEDGE.on(alert.id()), Press.SNOOZE.on(alert.id()));
            case SNOOZED -> List.of(Press.ACKNOWLEDGE.on(alert.id()));
            case ACKNOWLEDGED, OVER -> List.of();
        };
    }

    /** Pausing is for one client: nobody should stop a thousand by one press. */
    private static List<Button> deeds(Alert alert, List<Incident> open) {
        List<Button> row = new ArrayList<>();
        boolean paused = open.stream().anyMatch(Incident::paused);
        boolean single = open.size() == 1;
        if (alert.kind() == Kind.DELIVERY && !paused) {
            row.add(Press.RETRY.on(alert.id()));
        }
        if (single && paused) {
            row.add(Press.RESUME.on(alert.id()));
        }
        if (single && !paused && alert.kind() == Kind.DELIVERY) {
            row.add(Press.PAUSE.on(alert.id()));
        }
        row.add(Press.DETAILS.on(alert.id()));
        return row;
    }
}
