package org.resultsrelay.support;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people do in the chats, as getUpdates tells it: kept until it is confirmed, and told to one listener at a time. */
class FakeUpdates {

    private final SortedMap<Integer, Map<String, Object>> unconfirmed = new TreeMap<>();
    private int last = 700;
    private int listener;
    private boolean closed;

    synchronized void add(String kind, Map<String, Object> what) {
        last++;
        unconfirmed.put(last, new HashMap<>(Map.of("update_id", last, kind, what)));
        notifyAll();
    }

    /** Long polling: waits for an update up to the timeout; a second listener ends the first one's wait. */
    synchronized BotAnswer get(JsonNode body) {
        int me = ++listener;
        notifyAll();
        unconfirmed.headMap(body.path("offset").asInt(0)).clear();
        long end = System.nanoTime()
                + TimeUnit.SECONDS.toNanos(body.path("timeout").asInt(0));
        while (unconfirmed.isEmpty() && !closed && System.nanoTime() < end) {
            rest(end - System.nanoTime());
            if (listener != me) {
                return BotAnswer.error(409, "Conflict: terminated by other getUpdates request", "");
            }
        }
        return BotAnswer.ok(JsonMapper.shared().writeValueAsString(unconfirmed.values()));
    }

    private void rest(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** From now on nobody waits. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized void open() {
        closed = false;
    }

    /** Whatever people have done so far is forgotten. */
    synchronized void clear() {
        unconfirmed.clear();
    }

    /** As Telegram does when nobody has said anything for a week: the next update has any number. */
    synchronized void countsAnew() {
        unconfirmed.clear();
        last = 70;
    }

    synchronized int waiting() {
        return unconfirmed.size();
    }
}
