package org.resultsrelay.notify.telegram;

import java.util.stream.Stream;
import org.resultsrelay.notify.ChatHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/** Registers what can be asked, in the chats where it can be asked: strangers are shown nothing. */
class Menu {

    private static final Logger log = LoggerFactory.getLogger(Menu.class);

    private final TelegramUpdates telegramUpdates;
    private final ChatHandler chatHandler;
    private final TelegramProperties properties;
    private final MovedChats moved;

    Menu(TelegramUpdates telegramUpdates, ChatHandler chatHandler, TelegramProperties properties, MovedChats moved) {
        this.telegramUpdates = telegramUpdates;
        this.chatHandler = chatHandler;
        this.properties = properties;
        this.moved = moved;
    }

    /** Commands work without it, so a failure is left at that. */
    void publish() {
        Stream.concat(Stream.of(properties.home()), properties.allowedChats().stream())
                .map(moved::now)
                .distinct()
                .forEach(chat -> {
                    try {
                        telegramUpdates.menu(chat, chatHandler.commands());
                    } catch (TelegramApiException e) {
                        log.debug("The commands could not be registered in chat {}", chat, e);
                    }
                });
    }
}
