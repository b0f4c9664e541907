package org.resultsrelay.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.results.Results;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Releases users whose minute has come to delivery, and takes them off the task in the same transaction: once each,
 * even after a crash. Never more than a minute's worth for the client waits there; the others stay with the task, where
 * they can be cancelled.
 */
@Component
class SlotRelease {

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final Planner planner;
    private final TaskRows tasks;
    private final Results results;
    private final Deliveries deliveries;
    private final TasksProperties properties;

    SlotRelease(
            JdbcClient jdbc,
            Planner planner,
            TaskRows tasks,
            Results results,
            Deliveries deliveries,
            TasksProperties properties) {
        this.jdbc = jdbc;
        this.planner = planner;
        this.tasks = tasks;
        this.results = results;
        this.deliveries = deliveries;
        this.properties = properties;
    }

    /** Returns how many items were taken; 0 also while another process has the client's lock. */
    @Transactional
    public int some(Client client, Instant now) {
        if (!planner.tryPlan(client)) {
            return 0;
        }
        List<Due> due = due(client.id(), now);
        long waiting = due.isEmpty() ? 0 : deliveries.waitingInBulk(client.id());
        long taken = 0;
        var resync = new ArrayList<Long>();
        var outdated = new ArrayList<Long>();
        for (Due slot : due) {
            long room = properties.ceiling(client, slot.capacity()) - waiting - taken;
            long count = Math.min(Math.min(slot.left(), room), AT_ONCE - taken);
            if (count > 0) {
                take(client, slot, count, slot.outdated() ? outdated : resync);
                taken += count;
            }
        }
        want(client, resync, outdated);
        forgetPast(client.id(), RemainingQuarter.at(now).from());
        return (int) taken;
    }

    private record Due(long id, long taskId, int capacity, long first, long step, long left, boolean outdated) {}

    /** The slots whose minute has come and that have items left, the longest due first. */
    private List<Due> due(long clientId, Instant now) {
        return jdbc.sql("""
                select s.id, s.task_id, t.capacity, s.first + s.taken * s.step as first, s.step, s.size - s.taken as left_over,
                       t.new_settings
                from recompute_slots s join recompute_tasks t on t.id = s.task_id
                where s.client_id = ? and s.minute <= ? and s.taken < s.size
                order by s.minute, s.id
                """)
                .params(clientId, Timestamp.from(now))
                .query((row, n) -> new Due(
                        row.getLong("id"),
                        row.getLong("task_id"),
                        row.getInt("capacity"),
                        row.getLong("first"),
                        row.getLong("step"),
                        row.getLong("left_over"),
                        row.getBoolean("new_settings")))
                .list();
    }

    /** Takes the first {@code count} items of a slot off their task; each has one of the two ids. */
    private void take(Client client, Due slot, long count, List<Long> users) {
        List<String> named = new ArrayList<>();
        jdbc.sql("""
                delete from recompute_items
                where task_id = ? and position = any(array(select ? + n * ? from generate_series(0::bigint, ? - 1) as n))
                returning external_id, user_id
                """).params(slot.taskId(), slot.first(), slot.step(), count).query(row -> {
            Long userId = row.getObject("user_id", Long.class);
            if (userId != null) {
                users.add(userId);
            } else {
                named.add(row.getString("external_id"));
            }
        });
        Map<String, Long> known = results.ids(client.id(), named);
        users.addAll(known.values());
        List<String> unknown =
                named.stream().filter(id -> !known.containsKey(id)).toList();
        jdbc.sql("update recompute_slots set taken = taken + ? where id = ?")
                .params(count, slot.id())
                .update();
        tasks.count(slot.taskId(), count - unknown.size(), unknown);
    }

    /**
     * Takes all of them in one statement, so that rows are locked in one order. Users that the new settings have
     * reached are left out.
     */
    private void want(Client client, List<Long> resync, List<Long> outdated) {
        Map<Long, Long> revisions = new HashMap<>();
        resync.forEach(user -> revisions.put(user, 0L));
        if (!outdated.isEmpty()) {
            revisions.putAll(results.renew(client.id(), outdated));
        }
        if (!revisions.isEmpty()) {
            deliveries.wantAgain(client.id(), revisions);
        }
    }

    /** A minute that is over and empty is not needed any more. */
    private void forgetPast(long clientId, Instant minute) {
        jdbc.sql("delete from recompute_slots where client_id = ? and minute < ? and taken = size")
                .params(clientId, Timestamp.from(minute))
                .update();
    }
}
