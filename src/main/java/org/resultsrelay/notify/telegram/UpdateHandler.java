package org.resultsrelay.notify.telegram;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.resultsrelay.notify.ChatHandler;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.ChatHandler.Command;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.ButtonPress;
import org.resultsrelay.notify.IncomingMessage.WrittenMessage;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Handles an update in one transaction: marking it done, its action and the reply. So it is acted on once. */
class UpdateHandler {

    private static final Logger log = LoggerFactory.getLogger(UpdateHandler.class);

    private static final String FAILED = "That failed inside the relay, and nothing was done. Its log says why.";

    private final PollerLease lease;
    private final ChatHandler chat;
    private final Notifications notifications;
    private final TransactionOperations transactions;

    UpdateHandler(
            PollerLease lease, ChatHandler chat, Notifications notifications, TransactionOperations transactions) {
        this.lease = lease;
        this.chat = chat;
        this.notifications = notifications;
        this.transactions = transactions;
    }

    List<Command> commands() {
        return chat.commands();
    }

    /**
     * Empty if another relay listens now. After a defect the update is not tried again, since it would fail again and
     * block all that follow.
     */
    Optional<ChatReply> handle(int id, Optional<IncomingMessage> message, Instant now) {
        try {
            return once(id, message, chat::handle, now);
        } catch (RuntimeException e) {
            log.error("What somebody asked in the chat failed", e);
            return once(id, message, UpdateHandler::failed, now);
        }
    }

    private Optional<ChatReply> once(
            int id, Optional<IncomingMessage> message, Function<IncomingMessage, ChatReply> deed, Instant now) {
        return Objects.requireNonNull(transactions.execute(status -> {
            if (!lease.done(id, now)) {
                return Optional.<ChatReply>empty();
            }
            ChatReply reply = message.map(deed).orElse(ChatReply.SILENCE);
            if (reply.message() != null) {
                notifications.reply(message.orElseThrow().in().destination(), "reply:" + id, reply.message());
            }
            return Optional.of(reply);
        }));
    }

    private static ChatReply failed(IncomingMessage message) {
        return switch (message) {
            case ButtonPress _ -> ChatReply.toast(FAILED);
            case WrittenMessage written when written.in().allowed() -> ChatReply.message(MessageContent.of(FAILED));
            case WrittenMessage _ -> ChatReply.SILENCE; // perhaps a stranger's
        };
    }
}
