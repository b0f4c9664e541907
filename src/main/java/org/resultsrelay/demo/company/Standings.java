package org.resultsrelay.demo.company;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The company's memory of its users, which only ever moves forward. */
final class Standings {

    private final Map<String, Standing> byUser = new ConcurrentHashMap<>();

    /** Keeps the newer of the two and answers what stood before. */
    Optional<Standing> offer(String user, Standing arrived) {
        while (true) {
            Standing before = byUser.putIfAbsent(user, arrived);
            if (before == null) {
                return Optional.empty();
            }
            if (arrived.compareAge(before) <= 0 || byUser.replace(user, before, arrived)) {
                return Optional.of(before);
            }
        }
    }

    Optional<Standing> of(String user) {
        return Optional.ofNullable(byUser.get(user));
    }

    SortedMap<String, Standing> all() {
        return new TreeMap<>(byUser);
    }
}
