package org.resultsrelay.notify.telegram;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.resultsrelay.notify.Content;
import org.resultsrelay.notify.Counterpart;
import org.resultsrelay.notify.Counterpart.Answer;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.notify.Utterance;
import org.resultsrelay.notify.Utterance.Pressed;
import org.resultsrelay.notify.Utterance.Written;
import org.springframework.transaction.support.TransactionOperations;

/** Has an update heard: that it is done, what was done and the reply are one transaction, so that it is acted on once. */
class Hearing {

    private static final String FAILED = "That failed inside the relay, and nothing was done. Its log says why.";

    private final PollerLease lease;
    private final Counterpart counterpart;
    private final Notifications notifications;
    private final TransactionOperations transactions;

    Hearing(
            PollerLease lease,
            Counterpart counterpart,
            Notifications notifications,
            TransactionOperations transactions) {
        this.lease = lease;
        this.counterpart = counterpart;
        this.notifications = notifications;
        this.transactions = transactions;
    }

    /** Empty when another relay listens now. */
    Optional<Answer> hear(int id, Optional<Utterance> utterance, Instant now) {
        return once(id, now, () -> utterance.map(counterpart::hear).orElse(Answer.SILENCE), utterance);
    }

    /** After a defect: the update is not tried again, since it would fail again and stop all that follow. */
    Optional<Answer> giveUp(int id, Optional<Utterance> utterance, Instant now) {
        return once(id, now, () -> utterance.map(Hearing::failed).orElse(Answer.SILENCE), utterance);
    }

    private Optional<Answer> once(int id, Instant now, Supplier<Answer> deed, Optional<Utterance> utterance) {
        return Objects.requireNonNull(transactions.execute(status -> {
            if (!lease.done(id, now)) {
                return Optional.<Answer>empty();
            }
            Answer answer = deed.get();
            if (answer.message() != null) {
                String place = utterance.orElseThrow().in().destination();
                notifications.reply(place, "reply:" + id, answer.message());
            }
            if (utterance.orElse(null) instanceof Written said && (said.in().allowed() || answer.message() != null)) {
                notifications.seen(said.in().destination(), said.name());
            }
            return Optional.of(answer);
        }));
    }

    private static Answer failed(Utterance said) {
        return switch (said) {
            case Pressed _ -> Answer.toast(FAILED);
            case Written written when written.in().allowed() -> Answer.message(Content.of(FAILED));
            case Written _ -> Answer.SILENCE; // perhaps a stranger's
        };
    }
}
