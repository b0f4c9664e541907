package org.resultsrelay.notify.telegram;

import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.OutboundMessage;
import org.resultsrelay.notify.Picture;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;

/** A picture with the text under it: one message, and a shorter text than without. */
final class Photo {

    private Photo() {}

    static SendPhoto of(OutboundMessage outbound, Address to, Picture picture, @Nullable ReplyParameters answered) {
        return SendPhoto.builder()
                .chatId(to.chat())
                .messageThreadId(to.topic())
                .photo(new InputFile(new ByteArrayInputStream(picture.png()), "picture.png"))
                .caption(Html.of(outbound.content().text(), Html.CAPTION_LIMIT))
                .parseMode(ParseMode.HTML)
                .replyMarkup(Keyboard.of(outbound.content().buttons()))
                .replyParameters(answered)
                .build();
    }
}
