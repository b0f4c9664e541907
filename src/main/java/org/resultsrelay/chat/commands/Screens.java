package org.resultsrelay.chat.commands;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.resultsrelay.chat.ChatRequest;
import org.resultsrelay.notify.ChatHandler.ChatReply;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notifications;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers of several pages. Each is one message under its own key, and its buttons ({@code inc:9:2}) turn the page. */
@Component
class Screens {

    private static final Pattern ACTION = Pattern.compile("([a-z]+):(\\d{1,18}):(\\d{1,9})");

    private final JdbcClient jdbc;
    private final Notifications notifications;

    Screens(JdbcClient jdbc, Notifications notifications) {
        this.jdbc = jdbc;
        this.notifications = notifications;
    }

    /** A list at the moment when a page of it is shown. */
    interface Book {

        /** {@code turn}: the action of a button that shows another page. */
        MessageContent page(int page, IntFunction<String> turn);
    }

    /** {@code code}: that of its buttons, which no other kind of button uses. */
    ChatReply open(ChatRequest asked, String code, Book book) {
        long number =
                jdbc.sql("select nextval('chat_screens')").query(Long.class).single();
        return show(asked, code, number, 0, book);
    }

    /** The requested page as it is now; empty if another kind of button was pressed. */
    Optional<ChatReply> turn(ChatRequest pressed, String code, Book book) {
        Matcher action = ACTION.matcher(pressed.rest());
        return action.matches() && action.group(1).equals(code)
                ? Optional.of(
                        show(pressed, code, Long.parseLong(action.group(2)), Integer.parseInt(action.group(3)), book))
                : Optional.empty();
    }

    private ChatReply show(ChatRequest asked, String code, long number, int page, Book book) {
        MessageContent content = book.page(page, other -> code + ":" + number + ":" + other);
        notifications.reply(asked.in().destination(), "screen:" + number, content);
        return ChatReply.SILENCE;
    }
}
