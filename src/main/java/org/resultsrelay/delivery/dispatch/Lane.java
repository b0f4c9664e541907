package org.resultsrelay.delivery.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.delivery.breaker.Pacing.Slots;
import org.resultsrelay.delivery.dispatch.ConcurrencyWindow.Sign;
import org.resultsrelay.delivery.dispatch.LaneEnvironment.Room;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;
import org.resultsrelay.delivery.queue.Attempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One client's pushes in this process: never more requests in flight than its endpoint can take, never faster than
 * agreed, oldest users first. It remembers a few users by name, and otherwise only that the database holds more, so
 * losing it loses nothing.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final int REMEMBERED = 512;
    private static final Duration A_LITTLE_LATER = Duration.ofMillis(50);
    private static final double LATELY = 1.0 / 16;
    private static final int AHEAD_MS = 50;
    private static final int MOST_AHEAD = 64;
    private static final int MOST_CLAIMED = 1_000; // for batches
    private static final Duration SUMMARY_IS_FRESH = Duration.ofSeconds(1);

    private final long clientId;
    private final LaneEnvironment dispatch;
    private final Deliverer deliverer;
    private final Executor executor;

    private final Set<Long> told = new LinkedHashSet<>(); // guarded by this, like all below
    private final ConcurrencyWindow window = new ConcurrencyWindow();
    private final Deque<DueDelivery> ready = new ArrayDeque<>(); // claimed together, not started yet
    private Instant readySince = Instant.EPOCH;
    private double answerMs = AHEAD_MS; // recent duration of an answer
    private int share = 1;
    private boolean adaptive;
    private boolean moreInDatabase;
    private @Nullable Instant fillingSince;
    private boolean behind;
    private boolean pumping;
    private boolean stopped;
    private int inFlight;
    private boolean timed;

    private Slots slots = Slots.NONE; // only the pumping thread uses these

    Lane(long clientId, LaneEnvironment dispatch, Deliverer deliverer, Executor executor) {
        this.clientId = clientId;
        this.dispatch = dispatch;
        this.deliverer = deliverer;
        this.executor = executor;
    }

    /** Pushes and settles the claimed users of one request. */
    interface Deliverer {

        /**
         * Attempts for those of them for whom one may and must still be made, or none. The first speaks for the request.
         */
        List<Attempt> attempt(List<DueDelivery> request);

        /**
         * Stores what the request means for the client, by its sign; the endpoint has failed since {@code failingSince}
         * if it does. True if others who wait may be pushed now.
         */
        boolean followUp(List<Attempt> attempts, Sign sign, Instant failingSince);

        /** Stores what it means for its users; returns those who are due again at once. */
        List<Long> settle(List<Attempt> attempts);
    }

    /** Adds users to look at. */
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

    /** Says that the database holds due users of this client. */
    synchronized void lookInDatabase() {
        moreInDatabase = true;
        pump();
    }

    /** Pushes one user although the breaker is open; false if there is none. */
    boolean probe() {
        return probe(() -> dispatch.probe(clientId));
    }

    /** Pushes this user although the breaker is open; false if it cannot be claimed. */
    boolean probe(long userId) {
        return probe(() -> dispatch.probe(clientId, userId));
    }

    private boolean probe(Supplier<List<DueDelivery>> claim) {
        synchronized (this) {
            if (stopped) {
                return false;
            }
            inFlight++;
        }
        List<DueDelivery> claimed = List.of();
        try {
            claimed = claim.get();
        } finally {
            release(1 - claimed.size());
        }
        claimed.forEach(one -> start(List.of(one)));
        return !claimed.isEmpty();
    }

    /**
     * Takes no more users. Returns when a running claim has started its pushes, and gives back users that were not
     * started.
     */
    void stop() throws InterruptedException {
        synchronized (this) {
            stopped = true;
            while (pumping) {
                wait();
            }
        }
        giveBack();
    }

    /** If no thread can be started, the users are pushed after their lease. */
    private void start(List<DueDelivery> request) {
        try {
            executor.execute(() -> deliver(request));
        } catch (RuntimeException | Error e) {
            release(1);
            log.error(
                    "A push to {} could not be started; it is made up for after the lease",
                    request.getFirst().client().key(),
                    e);
        }
    }

    private void deliver(List<DueDelivery> request) {
        List<Attempt> attempts = List.of();
        try {
            attempts = deliverer.attempt(request);
        } finally {
            if (attempts.isEmpty()) {
                dropped();
            }
        }
        if (!attempts.isEmpty()) {
            settle(attempts);
        }
    }

    private void settle(List<Attempt> attempts) {
        boolean others = deliverer.followUp(attempts, landed(attempts.getFirst()), failingSince());
        List<Long> again = deliverer.settle(attempts);
        if (others) {
            lookInDatabase();
        }
        if (!again.isEmpty()) {
            look(again);
        }
    }

    /** A request was answered or given up. Returns what that says about the endpoint. */
    private synchronized Sign landed(Attempt attempt) {
        inFlight--;
        Sign sign = sign(attempt);
        try {
            pump();
        } catch (RuntimeException | Error e) { // no thread for the next users; this answer is settled all the same
            log.error("The pushes to {} do not go on at once; the sweeper sees to it that they do", client(), e);
        }
        return sign;
    }

    /** A failed probe of an endpoint that is known to be down is no news. */
    private Sign sign(Attempt attempt) {
        Push push = attempt.push();
        boolean knownToBeDown = attempt.claimed().probe() && push.outcome() instanceof EndpointFailure;
        if (attempt.moved() || knownToBeDown) {
            return Sign.NOTHING;
        }
        boolean failedBefore = attempt.claimed().failingSince() != null;
        Duration took = Duration.ofMillis(push.durationMs());
        answerMs += LATELY * (push.durationMs() - answerMs);
        return window.landed(push.outcome(), failedBefore, took, share, adaptive, push.answeredAt());
    }

    /** A reserved request was not made. */
    private synchronized void dropped() {
        inFlight--;
        pump();
    }

    private synchronized Instant failingSince() {
        return window.failingSince();
    }

    private synchronized void pump() {
        if (!pumping && anyToTake()) {
            executor.execute(this::takeWhileRoom);
            pumping = true; // only now: if no thread can be started, the next look tries again
        }
    }

    private boolean anyToTake() {
        return !stopped && (moreInDatabase || !told.isEmpty() || !ready.isEmpty());
    }

    private void takeWhileRoom() {
        try {
            while (take(dispatch.room(clientId))) {}
        } catch (DataAccessException | TransactionException e) {
            if (!DatabaseFaults.areBehind(e)) { // those are reported once
                log.warn("Cannot claim users of {}; the sweeper tries again: {}", client(), e.getMessage());
            }
            rest();
        } catch (RuntimeException | Error e) {
            log.error("Claiming users of {} failed; the sweeper tries again", client(), e);
            rest();
        }
    }

    /** One round; true if another may follow. */
    private boolean take(Room room) {
        Duration fill = untilFull(room);
        if (fill.isPositive()) {
            rest();
            wakeAfter(fill.compareTo(A_LITTLE_LATER) < 0 ? fill : A_LITTLE_LATER);
            return false;
        }
        int bears = room.paused() ? 0 : bears(room);
        if (bears == 0 || isStale(room.now())) {
            giveBack();
        }
        int free = reserve(bears);
        if (free == 0) {
            return false;
        }
        List<List<DueDelivery>> next = List.of();
        Duration wait = Duration.ZERO;
        try {
            wait = untilTheNextSlot(room, free);
            next = wait.isPositive() ? List.of() : next(room, free, bears);
        } finally {
            release(free - next.size());
        }
        next.forEach(this::start);
        if (next.isEmpty() && room.gather().isPositive()) {
            wait = A_LITTLE_LATER; // nobody has been due for long enough
        }
        if (wait.isPositive()) {
            rest();
            wakeAfter(wait);
        }
        return !wait.isPositive();
    }

    /**
     * How much longer users may wait for others. A lane that has caught up may let them before it claims the next ones,
     * until they fill a request. Once it claims, it goes on until it has caught up.
     */
    private synchronized Duration untilFull(Room room) {
        boolean anyToClaim = moreInDatabase || !told.isEmpty();
        if (behind
                || !ready.isEmpty()
                || !anyToClaim
                || (fillingSince == null && room.fill().isZero())) {
            return Duration.ZERO;
        }
        if (fillingSince == null) {
            fillingSince = room.now();
        }
        Duration left = Duration.between(room.now(), fillingSince.plus(room.fill()));
        moreInDatabase = true; // it knows who waits
        if (left.isPositive() && told.size() < room.users()) {
            return left;
        }
        told.clear();
        behind = true;
        return Duration.ZERO;
    }

    private synchronized int bears(Room room) {
        share = room.share();
        adaptive = room.pace().adaptive();
        return window.room(share, room.gate(), room.now());
    }

    /** Reserves free requests, so that nobody else takes them during the claim. */
    private synchronized int reserve(int bears) {
        int free = bears - inFlight;
        if (free <= 0 || !anyToTake()) {
            rest();
            return 0;
        }
        inFlight += free;
        return free;
    }

    private synchronized void release(int count) {
        inFlight -= count;
    }

    /** Zero if a push may go now at the agreed pace. */
    private Duration untilTheNextSlot(Room room, int free) {
        Integer perMinute = room.pace().perMinute();
        if (perMinute == null) {
            return Duration.ZERO;
        }
        if (!slots.usable(room.now())) {
            slots = dispatch.slots(clientId, perMinute, free);
        }
        return Duration.between(room.now(), slots.from());
    }

    /**
     * Sets one timer at a time, however often the lane is told of users. It is set while the lane rests; otherwise it
     * would wake for nothing.
     */
    private void wakeAfter(Duration wait) {
        synchronized (this) {
            if (timed) {
                return;
            }
            timed = true;
        }
        dispatch.later(wait, this::wake);
    }

    private synchronized void wake() {
        timed = false;
        pump();
    }

    /**
     * The next requests. It claims more users than there is room for, as many as a quick endpoint will have room for in
     * a moment. A statement for every few users would cost more than their pushes.
     */
    private List<List<DueDelivery>> next(Room room, int free, int bears) {
        boolean paced = room.pace().perMinute() != null;
        int requests = paced ? Math.min(free, slots.count()) : free;
        if (noneReady()) {
            int users = room.users() == 1
                    ? requests + (paced ? 0 : ahead(bears))
                    : Math.min(requests * room.users(), MOST_CLAIMED);
            List<DueDelivery> claimed = claim(users, room.gather());
            synchronized (this) {
                ready.addAll(claimed);
                readySince = room.now();
            }
        }
        List<List<DueDelivery>> next = firstReady(requests, room.users());
        if (paced) {
            slots = slots.less(next.size());
        }
        return next;
    }

    private synchronized boolean noneReady() {
        return ready.isEmpty();
    }

    private synchronized int ahead(int bears) {
        return bears < share ? 0 : (int) Math.min(MOST_AHEAD, share * AHEAD_MS / Math.max(1, answerMs));
    }

    private synchronized List<List<DueDelivery>> firstReady(int requests, int users) {
        var first = new ArrayList<List<DueDelivery>>();
        while (first.size() < requests && !ready.isEmpty()) {
            first.add(DueDelivery.nextRequest(ready, users));
        }
        return first;
    }

    /** Whether the claimed users have waited so long that their summaries may be outdated. */
    private synchronized boolean isStale(Instant now) {
        return !ready.isEmpty() && now.isAfter(readySince.plus(SUMMARY_IS_FRESH));
    }

    /**
     * Makes users that were claimed ahead due again. If that cannot be written, they wait for the end of their lease.
     */
    private void giveBack() {
        List<DueDelivery> unused;
        synchronized (this) {
            unused = List.copyOf(ready);
            ready.clear();
            moreInDatabase |= !unused.isEmpty();
        }
        if (!unused.isEmpty()) {
            dispatch.giveBack(unused);
        }
    }

    /** While users must have been due for a time, the database knows which. */
    private List<DueDelivery> claim(int most, Duration due) {
        List<Long> users;
        boolean fromDatabase;
        synchronized (this) {
            fromDatabase = moreInDatabase || due.isPositive();
            moreInDatabase = due.isPositive();
            if (due.isPositive()) {
                told.clear();
            }
            users = fromDatabase ? List.of() : firstTold(most);
        }
        List<DueDelivery> claimed =
                fromDatabase ? dispatch.oldest(clientId, most, due) : dispatch.these(clientId, users);
        synchronized (this) {
            moreInDatabase |= fromDatabase && claimed.size() == most;
            if (claimed.size() < most) { // it has caught up
                behind = false;
                fillingSince = null;
            }
        }
        return claimed;
    }

    private List<Long> firstTold(int count) {
        var users = new ArrayList<Long>(Math.min(count, told.size()));
        for (Iterator<Long> one = told.iterator(); one.hasNext() && users.size() < count; ) {
            users.add(one.next());
            one.remove();
        }
        return users;
    }

    private String client() {
        return dispatch.called(clientId);
    }

    private synchronized void rest() {
        pumping = false;
        notifyAll();
    }
}
