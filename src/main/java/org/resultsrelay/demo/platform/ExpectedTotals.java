package org.resultsrelay.demo.platform;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.resultsrelay.demo.company.Totals;

/**
 * What each user's totals must be. They are computed from the accepted results by the rules of the contract, and without
 * any of the relay's code.
 */
public final class ExpectedTotals {

    private final Map<String, Attempts> byUser = new ConcurrentHashMap<>();

    /** Adds an event that the relay has accepted. Adding it again changes nothing. */
    public void add(Event event) {
        byUser.computeIfAbsent(event.user().id(), user -> new Attempts()).add(event);
    }

    public Set<String> users() {
        return byUser.keySet();
    }

    /** The totals of one of the {@link #users}. */
    public Totals of(String user) {
        return Objects.requireNonNull(byUser.get(user), "No event of this user was added")
                .totals();
    }
}
