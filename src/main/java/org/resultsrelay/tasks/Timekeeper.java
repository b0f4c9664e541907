package org.resultsrelay.tasks;

import java.time.Duration;
import java.util.List;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.scheduling.Tick;
import org.springframework.stereotype.Component;

/** Keeps the tasks going: plans each quarter when it begins, and hands over the users whose minute has come. */
@Component
class Timekeeper implements Tick {

    private final TaskRows tasks;
    private final Clients clients;
    private final SlotRelease slotRelease;
    private final Deliveries deliveries;
    private final TasksProperties properties;
    private boolean anyRunning;

    Timekeeper(
            TaskRows tasks,
            Clients clients,
            SlotRelease slotRelease,
            Deliveries deliveries,
            TasksProperties properties) {
        this.tasks = tasks;
        this.clients = clients;
        this.slotRelease = slotRelease;
        this.deliveries = deliveries;
        this.properties = properties;
    }

    @Override
    public int tick() {
        List<Long> clientIds = tasks.clientsWithTasks();
        anyRunning = !clientIds.isEmpty();
        return clientIds.stream().mapToInt(this::work).sum();
    }

    int work(long clientId) {
        int taken = slotRelease.some(clients.get(clientId));
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
