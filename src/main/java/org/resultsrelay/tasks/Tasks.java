package org.resultsrelay.tasks;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.SummaryRefresh;
import org.resultsrelay.tasks.slots.Forecast;
import org.resultsrelay.tasks.slots.Loads;
import org.resultsrelay.tasks.slots.Placement;
import org.resultsrelay.tasks.slots.Quarter;
import org.springframework.stereotype.Component;

/** Bulk work over all users of a client; lists come in over the API. */
@Component
public class Tasks implements SummaryRefresh {

    private final TaskLifecycle lifecycle;
    private final TaskViews views;
    private final TaskItems items;
    private final SlotRows slots;
    private final Timekeeper timekeeper;
    private final TasksProperties properties;
    private final Clock clock;

    Tasks(
            TaskLifecycle lifecycle,
            TaskViews views,
            TaskItems items,
            SlotRows slots,
            Timekeeper timekeeper,
            TasksProperties properties,
            Clock clock) {
        this.lifecycle = lifecycle;
        this.views = views;
        this.items = items;
        this.slots = slots;
        this.timekeeper = timekeeper;
        this.properties = properties;
        this.clock = clock;
    }

    /** Has everybody's newest summary pushed again, behind live updates; the first of them at once. */
    public Resync resync(Client client, @Nullable Integer capacity) {
        Resync begun = begin(client, capacity);
        timekeeper.work(client.id());
        return begun;
    }

    /** The same in the caller's transaction; the first of them within seconds of its commit. */
    public Resync begin(Client client, @Nullable Integer capacity) {
        long id = lifecycle.openForEveryone(client, "Resync of " + client.key(), properties.capacity(capacity));
        TaskView task = views.one(id);
        Instant end = task.endsAt() == null ? clock.instant() : task.endsAt();
        long seconds = task.secondsLeft() == null ? 0 : task.secondsLeft();
        return new Resync(task.progress().total(), end, seconds, task);
    }

    @Override
    public long begin(Client client) {
        return lifecycle.openForNewSettings(client, "New settings of " + client.key(), properties.capacity(null));
    }

    /** How many users a resync would concern and until when, without doing anything. */
    public Resync estimateResync(Client client, @Nullable Integer asked) {
        int capacity = properties.capacity(asked);
        long ceiling = properties.ceiling(client, capacity);
        long users = items.countEveryone(client.id());
        Instant now = clock.instant();
        Quarter quarter = Quarter.at(now);
        Loads loads = slots.loads(client.id(), quarter).carriedOn(ceiling);
        Placement placement = Placement.of(loads, 0, users, capacity, ceiling);
        Instant planned = placement.shares().stream()
                .map(share -> quarter.minutes().get(share.minute()).plus(Quarter.MINUTE))
                .max(Instant::compareTo)
                .orElse(now);
        Forecast forecast = Forecast.of(now, planned, users - placement.placed(), capacity, ceiling);
        return new Resync(users, forecast.end(), forecast.secondsLeft(), null);
    }
}
