package org.resultsrelay.demo.company;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The newest summary of each of the company's users. An older one never replaces it. */
final class SummaryStore {

    private final Map<String, StoredSummary> byUser = new ConcurrentHashMap<>();

    /** Stores it if it is newer, and returns what was stored before. */
    Optional<StoredSummary> offer(String user, StoredSummary arrived) {
        while (true) {
            StoredSummary before = byUser.putIfAbsent(user, arrived);
            if (before == null) {
                return Optional.empty();
            }
            if (arrived.compareAge(before) <= 0 || byUser.replace(user, before, arrived)) {
                return Optional.of(before);
            }
        }
    }

    Optional<StoredSummary> of(String user) {
        return Optional.ofNullable(byUser.get(user));
    }

    SortedMap<String, StoredSummary> all() {
        return new TreeMap<>(byUser);
    }
}
