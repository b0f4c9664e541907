package org.resultsrelay.tasks;

import java.util.List;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.SummaryRefresh;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Recomputes the summaries of all users after their client's policy or detail has changed. Its task differs from others
 * in two ways: its users are listed only after the change is committed, and {@link SlotRelease} gives each a new
 * revision when its minute comes. A user who is pushed earlier for another reason gets the new revision with that push.
 */
@Component
class SettingsRecompute implements SummaryRefresh {

    private final JdbcClient jdbc;
    private final TaskRows tasks;
    private final TaskItems items;
    private final SlotRows slots;
    private final TasksProperties properties;

    SettingsRecompute(JdbcClient jdbc, TaskRows tasks, TaskItems items, SlotRows slots, TasksProperties properties) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.items = items;
        this.slots = slots;
        this.properties = properties;
    }

    /** Runs in the transaction that changes the client. */
    @Override
    public long begin(Client client) {
        slots.allowLock(client.id());
        return tasks.makeForNewSettings(client.id(), "New settings of " + client.key(), properties.capacity(null));
    }

    private record Running(long id, boolean listed) {}

    /**
     * Lists every user that the client's newest settings have not reached; the caller holds the client's lock. The task
     * is visible only once the change is committed, so a user that is not listed is new, and its first push shows the
     * new settings. Users that an earlier change has not reached are listed here too, so the earlier task is cancelled.
     */
    void list(long clientId) {
        List<Running> newestFirst = jdbc.sql("""
                        select id, listed from recompute_tasks
                        where client_id = ? and state = 'RUNNING' and new_settings order by id desc
                        """)
                .param(clientId)
                .query((row, n) -> new Running(row.getLong("id"), row.getBoolean("listed")))
                .list();
        if (newestFirst.stream().allMatch(Running::listed)) {
            return;
        }
        long newest = newestFirst.getFirst().id();
        for (Running earlier : newestFirst.subList(1, newestFirst.size())) {
            tasks.cancel(earlier.id());
            slots.release(earlier.id());
        }
        long total = items.addOutdated(newest, clientId);
        if (total > 0) {
            slots.await(newest, clientId, 0, total);
        }
        jdbc.sql("update recompute_tasks set total = ?, listed = true where id = ? and state = 'RUNNING'")
                .params(total, newest)
                .update();
        tasks.finish(newest);
    }
}
