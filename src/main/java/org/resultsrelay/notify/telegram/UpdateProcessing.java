package org.resultsrelay.notify.telegram;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.resultsrelay.notify.ChatHandler;
import org.resultsrelay.notify.ChatHandler.Answer;
import org.resultsrelay.notify.Content;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.Pressed;
import org.resultsrelay.notify.IncomingMessage.Written;
import org.resultsrelay.notify.Notifications;
import org.springframework.transaction.support.TransactionOperations;

/** Has an update heard: that it is done, what was done and the reply are one transaction, so that it is acted on once. */
class UpdateProcessing {

    private static final String FAILED = "That failed inside the relay, and nothing was done. Its log says why.";

    private final PollerLease lease;
    private final ChatHandler chatHandler;
    private final Notifications notifications;
    private final TransactionOperations transactions;

    UpdateProcessing(
            PollerLease lease,
            ChatHandler chatHandler,
            Notifications notifications,
            TransactionOperations transactions) {
        this.lease = lease;
        this.chatHandler = chatHandler;
        this.notifications = notifications;
        this.transactions = transactions;
    }

    /** Empty when another relay listens now. */
    Optional<Answer> hear(int id, Optional<IncomingMessage> utterance, Instant now) {
        return once(id, now, () -> utterance.map(chatHandler::hear).orElse(Answer.SILENCE), utterance);
    }

    /** After a defect: the update is not tried again, since it would fail again and stop all that follow. */
    Optional<Answer> giveUp(int id, Optional<IncomingMessage> utterance, Instant now) {
        return once(id, now, () -> utterance.map(UpdateProcessing::failed).orElse(Answer.SILENCE), utterance);
    }

    private Optional<Answer> once(int id, Instant now, Supplier<Answer> deed, Optional<IncomingMessage> utterance) {
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

    private static Answer failed(IncomingMessage said) {
        return switch (said) {
            case Pressed _ -> Answer.toast(FAILED);
            case Written written when written.in().allowed() -> Answer.message(Content.of(FAILED));
            case Written _ -> Answer.SILENCE; // perhaps a stranger's
        };
    }
}
