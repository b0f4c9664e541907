package org.resultsrelay.notify.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.ChatHandler;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.telegram.UpdateInbox.Turn;
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/** Listens to the bot's chats by long polling while this relay holds the inbox. */
class Poller implements Tick {

    private static final Logger log = LoggerFactory.getLogger(Poller.class);

    private static final Duration AFTER_AN_ANSWER = Duration.ofMillis(100);
    private static final Duration OTHERWISE = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofMinutes(5);

    private final UpdateInbox inbox;
    private final TelegramUpdates telegram;
    private final UpdateReader reader;
    private final ChatHandler chat;
    private final Clock clock;
    private boolean listening;
    private Duration rest = OTHERWISE;
    private @Nullable String trouble;

    Poller(UpdateInbox inbox, TelegramUpdates telegram, UpdateReader reader, ChatHandler chat, Clock clock) {
        this.inbox = inbox;
        this.telegram = telegram;
        this.reader = reader;
        this.chat = chat;
        this.clock = clock;
    }

    @Override
    public int tick() {
        rest = OTHERWISE;
        Optional<Turn> turn = inbox.take(clock.instant());
        if (turn.isEmpty()) {
            listening = false;
            return 0;
        }
        try {
            return listen(turn.get());
        } catch (TelegramApiException e) {
            mend(e);
            return 0;
        }
    }

    /** The first poll has no offset: what an earlier relay has done but not confirmed comes once more. */
    private int listen(Turn turn) throws TelegramApiException {
        String me = telegram.name();
        List<Update> heard = telegram.listen(listening ? Math.toIntExact(turn.nextOffset()) : null);
        if (!listening) {
            publishCommands();
        }
        listening = true;
        trouble = null;
        rest = AFTER_AN_ANSWER;
        Instant now = clock.instant();
        inbox.polled(now);
        boolean away = turn.polledAt() != null && turn.polledAt().plus(AWAY).isBefore(now);
        for (Update update : heard) {
            if (!handle(update, turn, away, me)) {
                listening = false;
                return 0;
            }
        }
        return heard.size();
    }

    /** Only in chats where commands are allowed: strangers see no menu. Commands work without it. */
    private void publishCommands() {
        for (String place : reader.chats()) {
            attempt(() -> telegram.menu(place, chat.commands()), "The commands could not be registered in a chat");
        }
    }

    /** False if another relay listens now. */
    private boolean handle(Update update, Turn turn, boolean away, String me) {
        if (update.getUpdateId() < turn.nextOffset()) {
            answer(update, null);
            return true;
        }
        Instant now = clock.instant();
        Optional<ChatReply> reply = inbox.handle(update.getUpdateId(), reader.read(update, now, away, me), now);
        reply.ifPresent(known -> answer(update, known.toast()));
        return reply.isPresent();
    }

    /** The action is done, and without an answer the button's spinner ends by itself. */
    private void answer(Update update, @Nullable String toast) {
        if (update.hasCallbackQuery()) {
            String query = update.getCallbackQuery().getId();
            attempt(() -> telegram.answer(query, toast), "A pressed button could not be answered");
        }
    }

    private void mend(TelegramApiException e) {
        if (telegram.brokenOff()) {
            return;
        }
        SendOutcome outcome = telegram.errors().outcome(e);
        rest = outcome instanceof RateLimited(Duration asked) && asked.compareTo(OTHERWISE) > 0 ? asked : OTHERWISE;
        String reason = Objects.requireNonNullElse(outcome.reason(), "Telegram asks for a pause");
        if (!reason.equals(trouble)) {
            log.warn("Cannot receive messages from the chat: {}. The relay keeps trying.", reason);
        }
        trouble = reason;
        if (telegram.errors().webhookIsSet(e)) {
            attempt(telegram::deleteWebhook, "The webhook could not be removed; the next poll will say so again");
        }
    }

    /** A request to Telegram. */
    @FunctionalInterface
    private interface Call {
        void run() throws TelegramApiException;
    }

    /** Does what may as well fail. */
    private static void attempt(Call call, String failure) {
        try {
            call.run();
        } catch (TelegramApiException e) {
            log.debug(failure, e);
        }
    }

    @Override
    public Duration every() {
        return rest;
    }

    /** Lets another relay listen at once. */
    @Override
    public void interrupt() {
        telegram.breakOff();
        try {
            inbox.release(clock.instant());
        } catch (DataAccessException e) {
            log.debug("The lease ends by itself: the database cannot be used", e);
        }
    }
}
