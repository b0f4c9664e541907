package org.resultsrelay.demo.platform;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.resultsrelay.demo.company.Totals;

/**
 * What every user's totals must be, worked out by the contract's rules from what the relay has taken, and without any of
 * the relay's code.
 */
public final class Ledger {

    private final Map<String, Attempts> byUser = new ConcurrentHashMap<>();

    /** Books an event that the relay has taken; to book the same event twice changes nothing. */
    public void enter(Event event) {
        byUser.computeIfAbsent(event.user().id(), user -> new Attempts()).enter(event);
    }

    public Set<String> users() {
        return byUser.keySet();
    }

    /** The totals of a user of whom something was booked. */
    public Totals totals(String user) {
        return Objects.requireNonNull(byUser.get(user), "Nothing was booked for this user")
                .totals();
    }
}
