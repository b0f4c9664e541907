package org.resultsrelay.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.tasks.MinuteLoads.Placement;
import org.resultsrelay.tasks.RemainingQuarter.Forecast;
import org.resultsrelay.tasks.SlotRows.Awaiting;
import org.resultsrelay.tasks.TaskItems.PositionRun;
import org.springframework.stereotype.Component;

/**
 * Assigns users that wait for a minute to minutes of the current quarter, never further: by the next quarter the client
 * may have another pace. The caller holds the client's lock.
 */
@Component
class Planner {

    private final SettingsRecompute settings;
    private final SlotRows slots;
    private final TaskItems items;
    private final TasksProperties properties;
    private final Clock clock;

    Planner(SettingsRecompute settings, SlotRows slots, TaskItems items, TasksProperties properties, Clock clock) {
        this.settings = settings;
        this.slots = slots;
        this.items = items;
        this.properties = properties;
        this.clock = clock;
    }

    /** Plans unless another process has the client's lock. Returns whether it was free. */
    boolean tryPlan(Client client) {
        if (!slots.tryLock(client.id())) {
            return false;
        }
        plan(client);
        return true;
    }

    /**
     * Tasks that want less than an equal share of the quarter get what they want, so a short list does not wait for a
     * long one.
     */
    void plan(Client client) {
        settings.list(client.id());
        List<List<Awaiting>> tasks = byTask(slots.awaiting(client.id()));
        if (tasks.isEmpty()) {
            return;
        }
        RemainingQuarter quarter = RemainingQuarter.at(clock.instant());
        MinuteLoads loads = slots.loads(client.id(), quarter);
        int left = tasks.size();
        for (List<Awaiting> task : tasks) {
            long ceiling = properties.ceiling(client, task.getFirst().capacity());
            loads = loads.carriedOver(ceiling);
            long share = Math.ceilDiv(loads.room(ceiling), left--);
            loads = plan(client, task, share, loads, quarter);
        }
    }

    /** Assigns what is not yet due of a task again, by its capacity. */
    void planAnew(Client client, long taskId) {
        PositionRun run =
                items.gather(taskId, RemainingQuarter.at(clock.instant()).from());
        if (run.size() > 0) {
            slots.await(taskId, client.id(), run.first(), run.size());
            plan(client);
        }
    }

    /** When so many users would be released if they were planned now. */
    Forecast estimate(Client client, long users, int capacity) {
        long ceiling = properties.ceiling(client, capacity);
        RemainingQuarter quarter = RemainingQuarter.at(clock.instant());
        MinuteLoads loads = slots.loads(client.id(), quarter).carriedOver(ceiling);
        Placement placement = loads.place(0, users, capacity, ceiling);
        Instant planned = placement.shares().stream()
                .map(share -> quarter.minutes().get(share.minute()).plus(RemainingQuarter.MINUTE))
                .max(Instant::compareTo)
                .orElse(quarter.now());
        return quarter.forecast(planned, users - placement.placed(), capacity, ceiling);
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

    private MinuteLoads plan(
            Client client, List<Awaiting> task, long most, MinuteLoads before, RemainingQuarter quarter) {
        MinuteLoads loads = before;
        long left = most;
        for (Awaiting one : task) {
            if (left > 0) {
                long ceiling = properties.ceiling(client, one.capacity());
                Placement placement = loads.place(one.first(), Math.min(left, one.size()), one.capacity(), ceiling);
                slots.plan(one, client.id(), placement.shares(), placement.placed(), quarter);
                loads = placement.loads();
                left -= placement.placed();
            }
        }
        return loads;
    }
}
