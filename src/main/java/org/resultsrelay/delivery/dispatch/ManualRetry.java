package org.resultsrelay.delivery.dispatch;

import java.util.List;
import java.util.OptionalLong;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.RetryRequested;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.delivery.queue.SetAside;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** A person believes that a client works again: the relay tries at once, and the schedule of probes stays as it is. */
@Component
public class ManualRetry {

    private static final Logger log = LoggerFactory.getLogger(ManualRetry.class);

    private final Clients clients;
    private final ClientGates gates;
    private final Queue queue;
    private final SetAside setAside;
    private final Lanes lanes;
    private final ApplicationEventPublisher events;

    ManualRetry(
            Clients clients,
            ClientGates gates,
            Queue queue,
            SetAside setAside,
            Lanes lanes,
            ApplicationEventPublisher events) {
        this.clients = clients;
        this.gates = gates;
        this.queue = queue;
        this.setAside = setAside;
        this.lanes = lanes;
        this.events = events;
    }

    /**
     * Tries all users of this client as soon as the caller's transaction is committed, also those it has refused.
     * Returns how many those are.
     */
    public int now(long clientId) {
        int users = setAside.count(clientId);
        events.publishEvent(new RetryOfEverybody(clientId));
        return users;
    }

    /** Somebody asks for another try of all users of this client, also of those that are set aside. */
    record RetryOfEverybody(long clientId) {}

    /** Runs on its own thread: the transaction that asked for it is over and would not commit this. */
    @TransactionalEventListener(fallbackExecution = true)
    void whoeverWaits(RetryRequested asked) {
        start(asked.clientId(), () -> whoeverWaits(asked.clientId()));
    }

    /**
     * Makes a thousand users due in each transaction, so that new results for them do not wait for all. If the process
     * ends, the remaining users stay set aside until somebody asks again; a resync is a task and survives.
     */
    @TransactionalEventListener(fallbackExecution = true)
    void everybody(RetryOfEverybody asked) {
        long clientId = asked.clientId();
        start(clientId, () -> {
            OptionalLong last = setAside.makeDue(clientId, 0); // a probe needs a user
            whoeverWaits(clientId);
            while (last.isPresent() && lanes.isRunning()) {
                last = setAside.makeDue(clientId, last.getAsLong());
                lanes.lookInDatabase(clientId);
            }
            if (last.isPresent()) {
                log.warn(
                        "The relay stops before it has come to all users that {} has refused. Those who are left stay set"
                                + " aside: press [Retry now] again once it runs.",
                        clients.called(clientId));
            }
        });
    }

    private void whoeverWaits(long clientId) {
        if (clients.get(clientId).paused()) {
            return;
        }
        gates.lift(clientId);
        queue.wake(clientId);
        if (gates.lets(clientId)) {
            lanes.lookInDatabase(clientId);
        } else {
            lanes.probe(clientId);
        }
    }

    /** Tries one user that was made due. While its client's endpoint is down, it is the probe. */
    public void of(long clientId, long userId) {
        start(clientId, () -> {
            if (gates.lets(clientId) || clients.get(clientId).paused()) {
                lanes.look(clientId, List.of(userId));
            } else {
                lanes.probe(clientId, userId);
            }
        });
    }

    /**
     * What a person's message about no user has shown of the endpoint. A 2xx means that it works, whatever it answered
     * before.
     */
    public void showed(long clientId, PushOutcome outcome) {
        switch (outcome) {
            case PushOutcome.Accepted accepted -> works(clientId);
            case EndpointFailure failure when failure.hold() != null -> gates.hold(clientId, failure.hold());
            default -> {} // a person reads the answer
        }
    }

    private void works(long clientId) {
        boolean held = gates.lift(clientId);
        gates.acquit(clientId);
        boolean open = gates.halfOpen(clientId);
        if (held || open) {
            queue.wake(clientId);
            lanes.lookInDatabase(clientId);
        }
    }

    private void start(long clientId, Runnable attempt) {
        try {
            lanes.start(() -> run(clientId, attempt));
        } catch (RuntimeException | Error e) {
            notTried(clientId, e);
        }
    }

    private void run(long clientId, Runnable attempt) {
        try {
            attempt.run();
        } catch (RuntimeException | Error e) {
            notTried(clientId, e);
        }
    }

    private void notTried(long clientId, Throwable e) {
        log.warn(
                "Cannot try users of {} again at once. The sweeper soon tries those that wait; for those that"
                        + " the client has refused, press [Retry now] again: {}",
                clients.called(clientId),
                e.toString());
    }
}
