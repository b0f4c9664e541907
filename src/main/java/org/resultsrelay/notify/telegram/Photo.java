package org.resultsrelay.notify.telegram;

import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Letter;
import org.resultsrelay.notify.Picture;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;

/** A picture with the text under it: one message, and a shorter text than without. */
final class Photo {

    private Photo() {}

    static SendPhoto of(Letter letter, Address to, Picture picture, @Nullable ReplyParameters answered) {
        return SendPhoto.builder()
                .chatId(to.chat())
                .messageThreadId(to.topic())
                .photo(new InputFile(new ByteArrayInputStream(picture.png()), "picture.png"))
                .caption(Html.of(letter.content().text(), Html.CAPTION_LIMIT))
                .parseMode(ParseMode.HTML)
                .replyMarkup(Keyboard.of(letter.content().buttons()))
                .replyParameters(answered)
                .build();
    }
}
