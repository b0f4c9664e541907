package org.resultsrelay.digest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.resultsrelay.statistics.QuarterHour;

/** What happened to one client, or to several together, in a day. */
record ClientDay(String name, long received, long refusedIn, long relayed, long late, long refused) {

    /** Those with trouble first, then those with much to do. */
    private static final Comparator<ClientDay> ORDER = Comparator.comparingLong(ClientDay::trouble)
            .thenComparingLong(ClientDay::relayed)
            .reversed()
            .thenComparing(ClientDay::name);

    static List<ClientDay> of(List<QuarterHour> counted, LongFunction<String> names) {
        Map<Long, ClientDay> clients = new TreeMap<>();
        for (QuarterHour part : counted) {
            ClientDay day = of(part, names.apply(part.clientId()));
            clients.merge(part.clientId(), day, (one, other) -> one.and(other, one.name));
        }
        List<ClientDay> sorted = new ArrayList<>(clients.values());
        sorted.sort(ORDER);
        return sorted;
    }

    private static ClientDay of(QuarterHour part, String name) {
        return new ClientDay(name, part.received(), part.refusedIn(), part.relayed(), part.late(), part.refusedOut());
    }

    static ClientDay sum(List<ClientDay> clients, String name) {
        return clients.stream()
                .reduce((one, other) -> one.and(other, name))
                .orElseGet(() -> new ClientDay(name, 0, 0, 0, 0, 0));
    }

    private ClientDay and(ClientDay other, String together) {
        return new ClientDay(
                together,
                received + other.received,
                refusedIn + other.refusedIn,
                relayed + other.relayed,
                late + other.late,
                refused + other.refused);
    }

    long trouble() {
        return late + refused + refusedIn;
    }
}
