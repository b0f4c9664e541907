package org.resultsrelay.tasks;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.tasks.SlotRows.Awaiting;
import org.resultsrelay.tasks.slots.Loads;
import org.resultsrelay.tasks.slots.Placement;
import org.resultsrelay.tasks.slots.Quarter;
import org.springframework.stereotype.Component;

/**
 * Gives what awaits a minute its place in the quarter that runs now, never further: by the next quarter the client may have
 * agreed to another pace. Whoever calls holds the client's turn.
 */
@Component
class Planner {

    private final OutdatedUsers outdated;
    private final SlotRows slots;
    private final TasksProperties properties;
    private final Clock clock;

    Planner(OutdatedUsers outdated, SlotRows slots, TasksProperties properties, Clock clock) {
        this.outdated = outdated;
        this.slots = slots;
        this.properties = properties;
        this.clock = clock;
    }

    /** Tasks that want less than an equal share of the quarter get what they want, so a short list does not wait for a long one. */
    void plan(Client client) {
        outdated.list(client.id());
        List<List<Awaiting>> tasks = byTask(slots.awaiting(client.id()));
        if (tasks.isEmpty()) {
            return;
        }
        Quarter quarter = Quarter.at(clock.instant());
        Loads loads = slots.loads(client.id(), quarter);
        int left = tasks.size();
        for (List<Awaiting> task : tasks) {
            long ceiling = properties.ceiling(client, task.getFirst().capacity());
            loads = loads.carriedOn(ceiling);
            long share = Math.ceilDiv(loads.room(ceiling), left--);
            loads = plan(client, task, share, loads, quarter);
        }
    }

    private static List<List<Awaiting>> byTask(List<Awaiting> awaiting) {
        return awaiting.stream().collect(Collectors.groupingBy(Awaiting::taskId)).values().stream()
                .sorted(Comparator.<List<Awaiting>>comparingLong(Planner::size)
                        .thenComparingLong(task -> task.getFirst().taskId()))
                .toList();
    }

    private static long size(List<Awaiting> task) {
        return task.stream().mapToLong(Awaiting::size).sum();
    }

    private Loads plan(Client client, List<Awaiting> task, long most, Loads before, Quarter quarter) {
        Loads loads = before;
        long left = most;
        for (Awaiting one : task) {
            if (left > 0) {
                long ceiling = properties.ceiling(client, one.capacity());
                Placement placement =
                        Placement.of(loads, one.first(), Math.min(left, one.size()), one.capacity(), ceiling);
                slots.plan(one, client.id(), placement.shares(), placement.placed(), quarter);
                loads = placement.loads();
                left -= placement.placed();
            }
        }
        return loads;
    }
}
