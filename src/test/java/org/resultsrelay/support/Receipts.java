package org.resultsrelay.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resultsrelay.support.SteadyLoad.Totals;

/** What a client company can tell from all that it was pushed, in the order in which it came. */
public record Receipts(int pushes, int repeats, int wentBackwards, Map<String, Push> newest) {

    public static Receipts of(List<Push> received) {
        var newest = new HashMap<String, Push>();
        int repeats = 0;
        int backwards = 0;
        for (Push push : received) {
            Push before = newest.get(push.userId());
            int order = before == null ? 1 : Push.ORDER.compare(push, before);
            repeats += order == 0 ? 1 : 0;
            backwards += order < 0 ? 1 : 0;
            if (order > 0) {
                newest.put(push.userId(), push);
            }
        }
        return new Receipts(received.size(), repeats, backwards, Map.copyOf(newest));
    }

    /** Acknowledged results that the newest summaries do not hold. */
    public long missing(Map<String, Totals> acknowledged) {
        return acknowledged.entrySet().stream()
                .mapToLong(user -> Math.max(0, user.getValue().tests() - tests(user.getKey())))
                .sum();
    }

    /** Users whose newest summary does not say what it must. */
    public long wrong(Map<String, Totals> acknowledged) {
        return acknowledged.entrySet().stream()
                .filter(user -> tests(user.getKey()) != user.getValue().tests()
                        || score(user.getKey()) != user.getValue().score())
                .count();
    }

    private int tests(String user) {
        Push push = newest.get(user);
        return push == null ? 0 : push.totals().path("tests_completed").asInt();
    }

    private long score(String user) {
        Push push = newest.get(user);
        return push == null ? 0 : push.totals().path("score").asLong();
    }
}
