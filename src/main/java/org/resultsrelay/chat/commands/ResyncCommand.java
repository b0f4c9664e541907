package org.resultsrelay.chat.commands;

import static org.resultsrelay.text.Words.count;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.chat.CommandHandler;
import org.resultsrelay.clients.Client;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.MessageContent.Button;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.tasks.Tasks;
import org.resultsrelay.tasks.Tasks.Resync;
import org.resultsrelay.text.Words;
import org.springframework.stereotype.Component;

/** Says how many users a resync would send, and waits for a confirmation, which {@link ResyncConfirmed} handles. */
@Component
class ResyncCommand implements CommandHandler {

    private final KnownClient known;
    private final Tasks tasks;
    private final PendingConfirmations questions;
    private final Notifications notifications;
    private final Words words;
    private final Clock clock;

    ResyncCommand(
            KnownClient known,
            Tasks tasks,
            PendingConfirmations questions,
            Notifications notifications,
            Words words,
            Clock clock) {
        this.known = known;
        this.tasks = tasks;
        this.questions = questions;
        this.notifications = notifications;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public ChatCommand command() {
        return ChatCommand.RESYNC;
    }

    @Override
    public ChatReply answer(ChatRequest asked) {
        return known.with(asked, command(), client -> ask(client, asked));
    }

    /** The question has its own key, under which its message is edited when it is answered. */
    private ChatReply ask(Client client, ChatRequest asked) {
        Resync resync = tasks.estimateResync(client, null);
        if (resync.users() == 0) {
            return ChatReply.message(
                    MessageContent.of(KnownClient.named(client) + " has no users yet: nothing to send."));
        }
        Instant now = clock.instant();
        long id = questions.ask(asked.by(), client.id(), now);
        String users = count(resync.users(), "user");
        MessageContent question = MessageContent.of(
                        "Send the newest summaries of " + KnownClient.named(client) + " again?\n"
                                + "That is " + users + ", until about " + words.hour(resync.endsAt())
                                + ", behind live updates and at the client's pace.\n"
                                + "Only " + asked.by().shown() + " can answer, within "
                                + Words.lasting(PendingConfirmations.VALID_FOR) + ".")
                .with(List.of(List.of(new Button("Yes, " + users, "yes:" + id), new Button("No", "no:" + id))));
        notifications.reply(asked.in().destination(), key(id), question);
        return ChatReply.SILENCE;
    }

    static String key(long id) {
        return "question:" + id;
    }
}
