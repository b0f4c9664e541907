package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.List;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Grouping;
import org.resultsrelay.incidents.alert.Mutes;
import org.resultsrelay.incidents.alert.Phase;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.notify.Notifications;
import org.springframework.stereotype.Component;

/** Keeps alerts silent while all they tell of is muted. The mutes decide at each look, so their end needs no deed of its own. */
@Component
class Hush {

    private final Mutes mutes;
    private final Notifications notifications;
    private final Grouping grouping;

    Hush(Mutes mutes, Notifications notifications, Grouping grouping) {
        this.mutes = mutes;
        this.notifications = notifications;
        this.grouping = grouping;
    }

    /** Moves the first word where a mute has begun or ended since; what is being sent already is sent. */
    void moves(Alert alert, List<Incident> members, Instant now) {
        if (alert.phase(now) == Phase.GATHERING) {
            Instant tellAt = tellAt(alert, members, now);
            if (!tellAt.equals(alert.tellAt()) && notifications.withdraw(alert.liveKey())) {
                alert.isToldAt(tellAt, grouping);
            }
        }
    }

    private Instant tellAt(Alert alert, List<Incident> members, Instant now) {
        Instant usual = now.plus(grouping.firstAfter());
        Instant unmuted = alert.tellAt().isBefore(usual) ? alert.tellAt() : usual;
        return mutes.at(now).until(open(members)).filter(unmuted::isBefore).orElse(unmuted);
    }

    /** Whether it is not the time to tell it again. */
    boolean holdsBack(List<Incident> members, Instant now) {
        return mutes.at(now).silences(open(members));
    }

    private static List<Incident> open(List<Incident> members) {
        return members.stream().filter(Incident::isOpen).toList();
    }
}
