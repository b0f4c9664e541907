package org.resultsrelay.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.intake.reading.Event;
import org.resultsrelay.intake.reading.Verdict;
import org.resultsrelay.intake.reading.Webhook;
import org.resultsrelay.intake.reading.WebhookReader;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.results.Receipt;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Submission;
import org.resultsrelay.statistics.Counted;
import org.resultsrelay.statistics.Tally;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Front door for events that other modules translate; also what the webhook endpoint calls. Processes one request: usable events go to the results in one call, the others to quarantine, and only then is there
 * an answer. After any failure in between it is safe to send the request again.
 */
@Component
public class Intake {

    static final String SOURCE = "webhook";

    private final Results results;
    private final Quarantine quarantine;
    private final IntakeMetrics counts;
    private final Tally tally;
    private final Clock clock;

    Intake(Results results, Quarantine quarantine, IntakeMetrics counts, Tally tally, Clock clock) {
        this.results = results;
        this.quarantine = quarantine;
        this.counts = counts;
        this.tally = tally;
        this.clock = clock;
    }

    /** The outcome of each event; exactly one if a single event was sent. */
    List<Outcome> take(long clientId, Webhook webhook) {
        List<Outcome> outcomes = take(clientId, webhook, refusals -> true);
        long refused = outcomes.stream().filter(Outcome::isRefusal).count();
        tally.add(clientId, Counted.RECEIVED, outcomes.size() - refused);
        tally.add(clientId, Counted.REFUSED_IN, refused);
        return outcomes;
    }

    /**
     * Takes an array of at most 1,000 events that a source has made of its platform's own request: by the same rules and
     * in the same commits as webhooks. What is refused is the caller's to keep, since only it has the platform's bytes.
     */
    public List<Settled> takeMapped(long clientId, byte[] events) {
        List<Outcome> outcomes = take(clientId, WebhookReader.read(events, clock.instant()), refusals -> false);
        long refused = outcomes.stream().filter(Outcome::isRefusal).count();
        tally.add(clientId, Counted.RECEIVED, outcomes.size() - refused);
        tally.add(clientId, Counted.REFUSED_IN, refused);
        return outcomes.stream().map(Settled::of).toList();
    }

    /** What would be wrong with each event of such an array; nothing is stored. */
    public List<List<FieldError>> check(byte[] events) {
        return WebhookReader.read(events, clock.instant()).events().stream()
                .map(event ->
                        event.verdict() instanceof Verdict.Invalid invalid ? invalid.errors() : List.<FieldError>of())
                .toList();
    }

    /** How many events {@link #takeMapped} takes at once. */
    public static int most() {
        return WebhookReader.MOST_EVENTS;
    }

    /** What became of a mapped event; {@code reason} is null unless it was refused. */
    public record Settled(
            @Nullable String eventId,
            String status,
            @Nullable String reason) {

        private static Settled of(Outcome outcome) {
            return new Settled(outcome.eventId(), outcome.kind().status, outcome.isRefusal() ? outcome.reason() : null);
        }
    }

    /** Processes a quarantined body. The rest is kept event by event only if some of it can be used. */
    List<Outcome> takeAgain(long clientId, Webhook webhook) {
        return take(
                clientId,
                webhook,
                refusals -> refusals.size() < webhook.events().size());
    }

    private List<Outcome> take(long clientId, Webhook webhook, Predicate<List<QuarantinedInput>> worthKeeping) {
        List<Submission> submissions = submissions(webhook.events());
        try {
            List<Receipt> receipts = submissions.isEmpty() ? List.of() : results.store(clientId, submissions);
            List<Outcome> outcomes = outcomes(webhook.events(), receipts);
            List<QuarantinedInput> refusals = refusals(clientId, outcomes);
            if (worthKeeping.test(refusals)) {
                keep(webhook, refusals);
            }
            outcomes.forEach(outcome -> counts.add(outcome.kind()));
            return outcomes;
        } catch (DataAccessException | TransactionException e) {
            counts.unavailable(webhook.events().size());
            throw e;
        } catch (RejectedExecutionException e) {
            counts.unavailable(webhook.events().size());
            throw Refusals.overloaded();
        }
    }

    /** Keeps a body that could not be taken apart. */
    void refuse(long clientId, byte[] body, String reason) {
        keep(new QuarantinedInput(SOURCE, clientId, body, reason));
        counts.add(Outcome.Kind.REJECTED);
        tally.add(clientId, Counted.REFUSED_IN, 1);
    }

    /** Keeps the beginning of a body that was too large, if any of it was read. */
    void refuse(long clientId, BodyTooLarge body, String reason) {
        counts.tooLarge();
        if (body.head().length > 0) {
            keep(new QuarantinedInput(SOURCE, clientId, body.head(), reason, true));
        }
        tally.add(clientId, Counted.REFUSED_IN, 1);
    }

    /** Some senders read only the status of a 202, so what is refused within an accepted array is always kept. */
    private void keep(Webhook webhook, List<QuarantinedInput> refusals) {
        if (webhook.array()) {
            quarantine.keep(refusals);
        } else {
            refusals.forEach(quarantine::keepRefused);
        }
    }

    private void keep(QuarantinedInput kept) {
        try {
            quarantine.keepRefused(kept);
        } catch (DataAccessException | TransactionException e) {
            counts.unavailable(1);
            throw e;
        }
    }

    private static List<Submission> submissions(List<Event> events) {
        List<Submission> submissions = new ArrayList<>(events.size());
        for (Event event : events) {
            if (event.verdict() instanceof Verdict.Valid(Submission submission)) {
                submissions.add(submission);
            }
        }
        return submissions;
    }

    private static List<Outcome> outcomes(List<Event> events, List<Receipt> receipts) {
        Iterator<Receipt> receipt = receipts.iterator();
        List<Outcome> outcomes = new ArrayList<>(events.size());
        for (Event event : events) {
            outcomes.add(
                    switch (event.verdict()) {
                        case Verdict.Valid valid ->
                            Outcome.stored(event, valid.submission().eventId(), receipt.next());
                        case Verdict.Invalid invalid -> Outcome.refused(event, invalid);
                    });
        }
        return outcomes;
    }

    private static List<QuarantinedInput> refusals(long clientId, List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome::isRefusal)
                .map(outcome ->
                        new QuarantinedInput(SOURCE, clientId, outcome.event().raw(), outcome.reason()))
                .toList();
    }
}
