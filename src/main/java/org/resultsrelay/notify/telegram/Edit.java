package org.resultsrelay.notify.telegram;

import org.resultsrelay.notify.Letter;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethodSerializable;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/** Brings a message to what it should say; its picture, if it has one, stays. */
final class Edit {

    private Edit() {}

    static BotApiMethodSerializable of(Letter letter, String to, Integer number) {
        return letter.content().picture() == null ? text(letter, to, number) : caption(letter, to, number);
    }

    private static EditMessageText text(Letter letter, String to, Integer number) {
        return EditMessageText.builder()
                .chatId(to)
                .messageId(number)
                .text(Html.of(letter.content().text()))
                .parseMode(ParseMode.HTML)
                .linkPreviewOptions(TelegramNotifier.NO_PREVIEW)
                .replyMarkup(Keyboard.of(letter.content().buttons()))
                .build();
    }

    private static EditMessageCaption caption(Letter letter, String to, Integer number) {
        return EditMessageCaption.builder()
                .chatId(to)
                .messageId(number)
                .caption(Html.of(letter.content().text(), Html.CAPTION_LIMIT))
                .parseMode(ParseMode.HTML)
                .replyMarkup(Keyboard.of(letter.content().buttons()))
                .build();
    }
}
