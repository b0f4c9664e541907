package org.resultsrelay.notify.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Utterance;
import org.resultsrelay.notify.Utterance.Place;
import org.resultsrelay.notify.Utterance.Pressed;
import org.resultsrelay.notify.Utterance.Speaker;
import org.resultsrelay.notify.Utterance.Written;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** What Telegram's updates say, in our own words. */
class Updates {

    private static final Duration LATE = Duration.ofMinutes(10);
    private static final String CHANNEL = "telegram";

    private final String home;
    private final Set<String> allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    Updates(TelegramProperties properties) {
        this.home = properties.home();
        allowed.add(home);
        allowed.addAll(properties.allowedChats());
    }

    /** {@code away}: nobody has listened for a while, and a press does not say when it was. Empty: nothing for us. */
    Optional<Utterance> read(Update update, Instant now, boolean away) {
        if (update.hasCallbackQuery()) {
            CallbackQuery query = update.getCallbackQuery();
            return query.getData() == null
                    ? Optional.empty()
                    : Optional.of(new Pressed(speaker(query.getFrom()), place(query), away, query.getData()));
        }
        if (!update.hasMessage() || !update.getMessage().hasText()) {
            return Optional.empty();
        }
        Message message = update.getMessage();
        User from = message.getFrom();
        if (from == null || Boolean.TRUE.equals(from.getIsBot())) { // an anonymous administrator is a bot too
            return Optional.empty();
        }
        boolean late = Instant.ofEpochSecond(message.getDate()).plus(LATE).isBefore(now);
        return Optional.of(
                new Written(speaker(from), place(message.getChat()), late, nameOf(message), message.getText()));
    }

    private static Speaker speaker(User from) {
        return new Speaker(from.getId(), from.getUserName());
    }

    /** The message of an old button may be gone: then only the person is known. */
    private Place place(CallbackQuery query) {
        return query.getMessage() == null
                ? new Place(CHANNEL + ":" + query.getFrom().getId(), false, true)
                : place(query.getMessage().getChat());
    }

    private Place place(Chat chat) {
        String id = chat.getId().toString();
        return new Place(
                atHome(chat) ? CHANNEL : CHANNEL + ":" + id,
                allowed.contains(id) || allowed.contains(name(chat.getUserName())),
                Boolean.TRUE.equals(chat.isUserChat()));
    }

    private boolean atHome(Chat chat) {
        return home.equals(chat.getId().toString()) || home.equalsIgnoreCase(name(chat.getUserName()));
    }

    /** As {@link TelegramNotifier} names what it writes there. */
    private String nameOf(Message message) {
        Chat chat = message.getChat();
        return (atHome(chat) ? home : chat.getId()) + "/" + message.getMessageId();
    }

    private static String name(@Nullable String username) {
        return "@" + username;
    }
}
