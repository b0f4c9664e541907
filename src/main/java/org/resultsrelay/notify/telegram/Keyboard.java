package org.resultsrelay.notify.telegram;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Button;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

/** Rows of buttons as Telegram shows them. */
final class Keyboard {

    private Keyboard() {}

    static @Nullable InlineKeyboardMarkup of(List<List<Button>> rows) {
        return rows.isEmpty()
                ? null
                : new InlineKeyboardMarkup(rows.stream().map(Keyboard::row).toList());
    }

    private static InlineKeyboardRow row(List<Button> buttons) {
        return new InlineKeyboardRow(buttons.stream().map(Keyboard::button).toList());
    }

    private static InlineKeyboardButton button(Button button) {
        return InlineKeyboardButton.builder()
                .text(button.label())
                .callbackData(button.action())
                .build();
    }
}
