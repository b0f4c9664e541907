package org.resultsrelay.notify.telegram;

import java.util.stream.Stream;
import org.resultsrelay.notify.Counterpart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/** Registers what can be asked, in the chats where it can be asked: strangers are shown nothing. */
class Menu {

    private static final Logger log = LoggerFactory.getLogger(Menu.class);

    private final Ear ear;
    private final Counterpart counterpart;
    private final TelegramProperties properties;
    private final MovedChats moved;

    Menu(Ear ear, Counterpart counterpart, TelegramProperties properties, MovedChats moved) {
        this.ear = ear;
        this.counterpart = counterpart;
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
                        ear.menu(chat, counterpart.commands());
                    } catch (TelegramApiException e) {
                        log.debug("The commands could not be registered in chat {}", chat, e);
                    }
                });
    }
}
