package org.resultsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client company's way out of this process: never more requests in flight than agreed, oldest users first. It
 * remembers a few users it was told of and otherwise just that there is more in the database, so it is safe to lose.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final int REMEMBERED = 512;
    private static final int DOWN_AFTER = 3; // failures in a row, which one user's own trouble rarely makes
    private static final Duration BETWEEN_RECOVERIES = Duration.ofSeconds(10);

    private final long clientId;
    private final Dispatch dispatch;
    private final Executor executor;

    private final Set<Long> told = new LinkedHashSet<>(); // guarded by this, like all below
    private boolean moreInDatabase;
    private boolean pumping;
    private boolean stopped;
    private int inFlight;
    private Instant heldUntil = Instant.EPOCH;
    private int failures =
            DOWN_AFTER; // a process that just started does not know, so the first success counts as a recovery
    private Instant recoveredAt = Instant.EPOCH;

    Lane(long clientId, Dispatch dispatch, Executor executor) {
        this.clientId = clientId;
        this.dispatch = dispatch;
        this.executor = executor;
    }

    /** Users that should be looked at. */
    synchronized void look(Collection<Long> users) {
        for (Long user : users) {
            if (told.size() < REMEMBERED) {
                told.add(user);
            } else {
                moreInDatabase = true;
            }
        }
        pump();
    }

    /** The database holds users of this client that are due. */
    synchronized void lookInDatabase() {
        moreInDatabase = true;
        pump();
    }

    /** The client asked for no request before this time. */
    synchronized void holdUntil(Instant time) {
        heldUntil = time.isAfter(heldUntil) ? time : heldUntil;
    }

    synchronized void failed() {
        failures++;
    }

    /** A request succeeded: says whether the client is back after having been down, so that whoever waits need wait no longer. */
    synchronized boolean recovers(Instant now) {
        boolean wasDown = failures >= DOWN_AFTER;
        failures = 0;
        if (!wasDown || now.isBefore(recoveredAt.plus(BETWEEN_RECOVERIES))) {
            return false;
        }
        recoveredAt = now;
        return true;
    }

    /** Takes nobody from now on; returns when a claim that is under way has started its pushes. */
    synchronized void stop() throws InterruptedException {
        stopped = true;
        while (pumping) {
            wait();
        }
    }

    /** Runs a push of this lane; shutdown waits for it. */
    void start(Runnable push) {
        executor.execute(push);
    }

    /** A request that was in flight has been answered, or given up. */
    synchronized void landed() {
        inFlight--;
        pump();
    }

    private void pump() {
        if (!pumping && anyToTake()) {
            pumping = true;
            executor.execute(this::takeWhileRoom);
        }
    }

    private boolean anyToTake() {
        return !stopped && (moreInDatabase || !told.isEmpty());
    }

    private void takeWhileRoom() {
        try {
            while (take(dispatch.room(clientId))) {}
        } catch (RuntimeException e) {
            log.warn("Cannot claim users of client {}; the sweeper tries again: {}", clientId, e.getMessage());
            rest();
        }
    }

    /** One round: says whether another may follow. */
    private boolean take(Dispatch.Room room) {
        List<Long> users;
        boolean fromDatabase;
        int free;
        synchronized (this) {
            free = room.open(heldUntil) ? room.inFlight() - inFlight : 0;
            if (free <= 0 || !anyToTake()) {
                rest();
                return false;
            }
            fromDatabase = moreInDatabase;
            moreInDatabase = false;
            users = fromDatabase ? List.of() : firstTold(free);
            inFlight += free; // reserved, so that nobody else takes this room while we ask the database
        }
        int claimed = 0;
        try {
            claimed = fromDatabase ? dispatch.oldest(clientId, free, this) : dispatch.these(clientId, users, this);
        } finally {
            synchronized (this) {
                inFlight -= free - claimed;
                moreInDatabase |= fromDatabase && claimed == free;
            }
        }
        return true;
    }

    private List<Long> firstTold(int count) {
        var users = new ArrayList<Long>(Math.min(count, told.size()));
        for (Iterator<Long> one = told.iterator(); one.hasNext() && users.size() < count; ) {
            users.add(one.next());
            one.remove();
        }
        return users;
    }

    private synchronized void rest() {
        pumping = false;
        notifyAll();
    }
}
