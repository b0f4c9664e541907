package org.resultsrelay.chat.commands;

import static org.resultsrelay.text.Words.count;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.chat.ButtonHandler;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.commands.PendingConfirmations.Question;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.tasks.Tasks;
import org.springframework.stereotype.Component;

/**
 * Handles the yes or no to a resync, from the person who asked, once and in time. The question's message then shows the
 * outcome.
 */
@Component
class ResyncConfirmed implements ButtonHandler {

    private static final Pattern ACTION = Pattern.compile("(yes|no):(\\d{1,18})");

    private final PendingConfirmations questions;
    private final Clients clients;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Audit audit;
    private final Clock clock;

    ResyncConfirmed(
            PendingConfirmations questions,
            Clients clients,
            Tasks tasks,
            Notifications notifications,
            Audit audit,
            Clock clock) {
        this.questions = questions;
        this.clients = clients;
        this.tasks = tasks;
        this.notifications = notifications;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<ChatReply> press(ChatRequest pressed) {
        Matcher action = ACTION.matcher(pressed.rest());
        return action.matches()
                ? Optional.of(questions
                        .find(Long.parseLong(action.group(2)))
                        .map(question -> answer(question, action.group(1).equals("yes"), pressed))
                        .orElseGet(() -> ChatReply.toast("This question is not known any more.")))
                : Optional.empty();
    }

    private ChatReply answer(Question question, boolean yes, ChatRequest pressed) {
        Instant now = clock.instant();
        if (question.personId() != pressed.by().id()) {
            return ChatReply.toast("Only the person who asked can answer this.");
        }
        if (question.answered()) {
            return ChatReply.toast("This was answered before.");
        }
        questions.answered(question.id(), now);
        Client client = clients.get(question.clientId());
        if (now.isAfter(question.expiresAt())) {
            return close(question, pressed, "Too late: nothing was sent to " + KnownClient.named(client) + " again.");
        }
        return yes
                ? close(question, pressed, begin(client, pressed))
                : close(question, pressed, "Nothing is sent to " + KnownClient.named(client) + " again.");
    }

    private String begin(Client client, ChatRequest pressed) {
        String users = count(tasks.resync(client, null).users(), "user");
        audit.record(pressed.actor(), "resyncClient", "client:" + client.key(), users);
        return "✅ Sending the newest summaries of " + users + " of " + KnownClient.named(client) + " again, as "
                + pressed.by().shown() + " asked.";
    }

    private ChatReply close(Question question, ChatRequest pressed, String text) {
        notifications.reply(pressed.in().destination(), ResyncCommand.key(question.id()), MessageContent.of(text));
        return ChatReply.toast(text);
    }
}
