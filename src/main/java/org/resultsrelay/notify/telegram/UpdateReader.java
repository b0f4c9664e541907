package org.resultsrelay.notify.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.ButtonPress;
import org.resultsrelay.notify.IncomingMessage.ChatPlace;
import org.resultsrelay.notify.IncomingMessage.Speaker;
import org.resultsrelay.notify.IncomingMessage.WrittenMessage;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.MaybeInaccessibleMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Reads Telegram's updates as written messages or pressed buttons. */
class UpdateReader {

    private static final Duration LATE = Duration.ofMinutes(10);
    private static final String CHANNEL = "telegram";

    /** {@code /pause@other_bot acme}: the bot that is meant. */
    private static final Pattern ADDRESSED = Pattern.compile("\\s*/\\w+@(\\w+)");

    private final String home;
    private final @Nullable Integer topic;
    private final MovedChats moved;
    private final Set<String> allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    UpdateReader(TelegramProperties properties, MovedChats moved) {
        this.home = properties.home();
        this.topic = properties.topic();
        this.moved = moved;
        allowed.add(home);
        allowed.addAll(properties.allowedChats());
    }

    /** The allowed chats by their current numbers; another relay may have noted that one has moved. */
    Set<String> chats() {
        moved.read();
        return allowed.stream().map(moved::now).collect(Collectors.toSet());
    }

    /**
     * {@code away}: nobody has listened for a while, and a press has no date. {@code me}: the bot's name. Empty:
     * nothing for us.
     */
    Optional<IncomingMessage> read(Update update, Instant now, boolean away, String me) {
        if (update.hasCallbackQuery()) {
            CallbackQuery query = update.getCallbackQuery();
            return query.getData() == null
                    ? Optional.empty()
                    : Optional.of(new ButtonPress(speaker(query.getFrom()), place(query), away, query.getData()));
        }
        if (!update.hasMessage()) {
            return Optional.empty();
        }
        Message message = update.getMessage();
        follow(message);
        if (!message.hasText() || isOfAnother(message) || isForAnother(message.getText(), me)) {
            return Optional.empty();
        }
        User from = message.getFrom();
        if (from == null || Boolean.TRUE.equals(from.getIsBot())) { // an anonymous administrator is a bot too
            return Optional.empty();
        }
        boolean late = Instant.ofEpochSecond(message.getDate()).plus(LATE).isBefore(now);
        return Optional.of(new WrittenMessage(speaker(from), place(message), late, message.getText()));
    }

    private static Speaker speaker(User from) {
        return new Speaker(from.getId(), from.getUserName());
    }

    /**
     * People who forward a message, or pick it from another bot, have not written it, so it is no command of theirs.
     */
    private static boolean isOfAnother(Message message) {
        return message.getForwardOrigin() != null
                || message.hasViaBot()
                || Boolean.TRUE.equals(message.getIsAutomaticForward());
    }

    private static boolean isForAnother(String text, String me) {
        Matcher addressed = ADDRESSED.matcher(text);
        return addressed.lookingAt() && !addressed.group(1).equalsIgnoreCase(me);
    }

    /** When a group becomes a supergroup, both send an update, each under its own number. */
    private void follow(Message message) {
        Long chat = message.getChatId();
        note(chat, message.getMigrateToChatId());
        note(message.getMigrateFromChatId(), chat);
    }

    private void note(@Nullable Long from, @Nullable Long to) {
        if (from != null && to != null && allowed.contains(from.toString())) {
            moved.note(from.toString(), to.toString());
        }
    }

    /** The message of an old button may be gone. Then only the person is known, or only the chat. */
    private ChatPlace place(CallbackQuery query) {
        return switch (query.getMessage()) {
            case null -> new ChatPlace(CHANNEL + ":" + query.getFrom().getId(), false, true);
            case Message message -> place(message);
            case MaybeInaccessibleMessage old -> place(old.getChat(), null);
        };
    }

    private ChatPlace place(Message message) {
        return place(message.getChat(), topic(message));
    }

    /** Replies in a group without topics have a thread too, to which nothing can be sent. */
    private static @Nullable Integer topic(Message message) {
        return Boolean.TRUE.equals(message.getIsTopicMessage()) ? message.getMessageThreadId() : null;
    }

    private ChatPlace place(Chat chat, @Nullable Integer in) {
        boolean alerts = atHome(chat) && Objects.equals(in, topic);
        return new ChatPlace(
                alerts
                        ? CHANNEL
                        : CHANNEL + ":" + (atHome(chat) ? moved.now(home) : id(chat)) + (in == null ? "" : ":" + in),
                isAllowed(chat),
                Boolean.TRUE.equals(chat.isUserChat()));
    }

    private boolean isAllowed(Chat chat) {
        return allowed.contains(name(chat.getUserName()))
                || allowed.stream().anyMatch(known -> moved.now(known).equals(id(chat)));
    }

    private boolean atHome(Chat chat) {
        return moved.now(home).equals(id(chat)) || home.equalsIgnoreCase(name(chat.getUserName()));
    }

    private static String id(Chat chat) {
        return chat.getId().toString();
    }

    private static String name(@Nullable String username) {
        return "@" + username;
    }
}
