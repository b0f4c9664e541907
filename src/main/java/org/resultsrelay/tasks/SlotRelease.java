package org.resultsrelay.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.results.Results;
import org.resultsrelay.tasks.SlotRows.Due;
import org.resultsrelay.tasks.TaskItems.Item;
import org.resultsrelay.tasks.slots.Quarter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands users whose minute has come to the deliveries, in one transaction with taking them off the task: once each, whoever
 * dies. Never more than the client carries in a minute wait there; the others stay with the task, where they can be cancelled.
 */
@Component
class SlotRelease {

    private static final int AT_ONCE = 1_000;

    private final ClientTurns turns;
    private final Planner planner;
    private final SlotRows slots;
    private final TaskItems items;
    private final TaskRows tasks;
    private final Results results;
    private final Deliveries deliveries;
    private final TasksProperties properties;
    private final Clock clock;

    SlotRelease(
            ClientTurns turns,
            Planner planner,
            SlotRows slots,
            TaskItems items,
            TaskRows tasks,
            Results results,
            Deliveries deliveries,
            TasksProperties properties,
            Clock clock) {
        this.turns = turns;
        this.planner = planner;
        this.slots = slots;
        this.items = items;
        this.tasks = tasks;
        this.results = results;
        this.deliveries = deliveries;
        this.properties = properties;
        this.clock = clock;
    }

    /** Says how many items were taken; 0 also while another process has the client's turn. */
    @Transactional
    public int some(Client client) {
        if (!turns.take(client.id())) {
            return 0;
        }
        planner.plan(client);
        Instant now = clock.instant();
        List<Due> due = slots.due(client.id(), now);
        long waiting = due.isEmpty() ? 0 : deliveries.waitingInBulk(client.id());
        long taken = 0;
        var resync = new ArrayList<Long>();
        var newSettings = new ArrayList<Long>();
        for (Due slot : due) {
            long room = properties.ceiling(client, slot.capacity()) - waiting - taken;
            long count = Math.min(Math.min(slot.left(), room), AT_ONCE - taken);
            if (count > 0) {
                take(client, slot, count, slot.newSettings() ? newSettings : resync);
                taken += count;
            }
        }
        want(client, resync, newSettings);
        slots.forgetBefore(client.id(), Quarter.at(now).from());
        return (int) taken;
    }

    private void take(Client client, Due slot, long count, List<Long> users) {
        List<Item> taken = items.take(slot, count);
        Map<String, Long> known = results.ids(
                client.id(),
                taken.stream()
                        .map(Item::externalId)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList());
        List<String> unknown = new ArrayList<>();
        for (Item item : taken) {
            Long user = item.userId() != null ? item.userId() : known.get(item.externalId());
            if (user != null) {
                users.add(user);
            } else if (item.externalId() != null) {
                unknown.add(item.externalId());
            }
        }
        slots.taken(slot.id(), count);
        tasks.count(slot.taskId(), count - unknown.size(), unknown);
    }

    /** All of them in one statement each, so that rows are locked in one order. Whom the new settings have reached is left out. */
    private void want(Client client, List<Long> resync, List<Long> newSettings) {
        Map<Long, Long> revisions = new HashMap<>();
        resync.forEach(user -> revisions.put(user, 0L));
        if (!newSettings.isEmpty()) {
            revisions.putAll(results.renew(client.id(), newSettings));
        }
        if (!revisions.isEmpty()) {
            deliveries.again(client.id(), revisions);
        }
    }
}
