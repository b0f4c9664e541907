package org.resultsrelay.notify.telegram;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.resultsrelay.notify.ChatHandler;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.ButtonPress;
import org.resultsrelay.notify.IncomingMessage.WrittenMessage;
import org.resultsrelay.notify.MessageContent;
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
    Optional<ChatReply> hear(int id, Optional<IncomingMessage> utterance, Instant now) {
        return once(id, now, () -> utterance.map(chatHandler::handle).orElse(ChatReply.SILENCE), utterance);
    }

    /** After a defect: the update is not tried again, since it would fail again and stop all that follow. */
    Optional<ChatReply> giveUp(int id, Optional<IncomingMessage> utterance, Instant now) {
        return once(id, now, () -> utterance.map(UpdateProcessing::failed).orElse(ChatReply.SILENCE), utterance);
    }

    private Optional<ChatReply> once(
            int id, Instant now, Supplier<ChatReply> deed, Optional<IncomingMessage> utterance) {
        return Objects.requireNonNull(transactions.execute(status -> {
            if (!lease.done(id, now)) {
                return Optional.<ChatReply>empty();
            }
            ChatReply answer = deed.get();
            if (answer.message() != null) {
                String place = utterance.orElseThrow().in().destination();
                notifications.reply(place, "reply:" + id, answer.message());
            }
            if (utterance.orElse(null) instanceof WrittenMessage said
                    && (said.in().allowed() || answer.message() != null)) {
                notifications.seen(said.in().destination(), said.name());
            }
            return Optional.of(answer);
        }));
    }

    private static ChatReply failed(IncomingMessage said) {
        return switch (said) {
            case ButtonPress _ -> ChatReply.toast(FAILED);
            case WrittenMessage written when written.in().allowed() -> ChatReply.message(MessageContent.of(FAILED));
            case WrittenMessage _ -> ChatReply.SILENCE; // perhaps a stranger's
        };
    }
}
