package org.resultsrelay.notify.telegram;

import org.resultsrelay.notify.OutboundMessage;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethodSerializable;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/** Brings a message to what it should say; its picture, if it has one, stays. */
final class Edit {

    private Edit() {}

    static BotApiMethodSerializable of(OutboundMessage outbound, String to, Integer number) {
        return outbound.content().picture() == null ? text(outbound, to, number) : caption(outbound, to, number);
    }

    private static EditMessageText text(OutboundMessage outbound, String to, Integer number) {
        return EditMessageText.builder()
                .chatId(to)
                .messageId(number)
                .text(Html.of(outbound.content().text()))
                .parseMode(ParseMode.HTML)
                .linkPreviewOptions(TelegramNotifier.NO_PREVIEW)
                .replyMarkup(Keyboard.of(outbound.content().buttons()))
                .build();
    }

    private static EditMessageCaption caption(OutboundMessage outbound, String to, Integer number) {
        return EditMessageCaption.builder()
                .chatId(to)
                .messageId(number)
                .caption(Html.of(outbound.content().text(), Html.CAPTION_LIMIT))
                .parseMode(ParseMode.HTML)
                .replyMarkup(Keyboard.of(outbound.content().buttons()))
                .build();
    }
}
