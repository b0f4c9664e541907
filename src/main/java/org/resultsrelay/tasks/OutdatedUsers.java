package org.resultsrelay.tasks;

import java.util.List;
import org.springframework.stereotype.Component;

/** Lists the users of tasks that follow a change of a client's settings. Whoever calls holds the client's turn. */
@Component
class OutdatedUsers {

    private final TaskRows tasks;
    private final TaskItems items;
    private final SlotRows slots;

    OutdatedUsers(TaskRows tasks, TaskItems items, SlotRows slots) {
        this.tasks = tasks;
        this.items = items;
        this.slots = slots;
    }

    /**
     * The task can only be seen once the change is committed. So whoever is outdated and not listed is new, and its first push
     * shows the new settings. Whomever an earlier change has not reached either is listed too, so the earlier task is cancelled.
     */
    void list(long clientId) {
        List<Long> unlisted = tasks.unlisted(clientId);
        if (unlisted.isEmpty()) {
            return;
        }
        long newest = unlisted.getFirst();
        for (long earlier : tasks.forEarlierSettings(clientId, newest)) {
            tasks.cancel(earlier);
            slots.release(earlier);
        }
        long total = items.addOutdated(newest, clientId);
        if (total > 0) {
            slots.await(newest, clientId, 0, total);
        }
        tasks.listed(newest, total);
    }
}
