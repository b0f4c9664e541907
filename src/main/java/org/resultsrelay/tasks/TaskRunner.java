package org.resultsrelay.tasks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.scheduling.Tick;
import org.springframework.stereotype.Component;

/** Runs the tasks: plans each quarter when it begins, and releases the users whose minute has come. */
@Component
class TaskRunner implements Tick {

    private final TaskRows tasks;
    private final Clients clients;
    private final SlotRelease slotRelease;
    private final Deliveries deliveries;
    private final TasksProperties properties;
    private final Clock clock;
    private boolean anyRunning;

    TaskRunner(
            TaskRows tasks,
            Clients clients,
            SlotRelease slotRelease,
            Deliveries deliveries,
            TasksProperties properties,
            Clock clock) {
        this.tasks = tasks;
        this.clients = clients;
        this.slotRelease = slotRelease;
        this.deliveries = deliveries;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        List<Long> clientIds = tasks.clientsWithRunningTasks();
        anyRunning = !clientIds.isEmpty();
        return clientIds.stream().mapToInt(this::work).sum();
    }

    /** Runs one client's tasks at once. */
    int work(long clientId) {
        int taken = slotRelease.some(clients.get(clientId), clock.instant());
        if (taken > 0) {
            deliveries.lookInDatabase(clientId);
        }
        return taken;
    }

    @Override
    public Duration every() {
        return anyRunning ? properties.every() : properties.every().multipliedBy(5);
    }
}
