package org.resultsrelay.notify.telegram;

import org.jspecify.annotations.Nullable;

/** Where a message goes: the chat's number or name as it is now, and the topic if it is a forum's. */
record Address(String chat, @Nullable Integer topic) {

    /** {@code telegram} is where alerts go, {@code telegram:-1001} another chat and {@code telegram:-1001:7} a topic there. */
    static Address of(String destination, TelegramProperties properties, MovedChats moved) {
        String[] parts = destination.split(":", 3);
        return switch (parts.length) {
            case 1 -> new Address(moved.now(properties.home()), properties.topic());
            case 2 -> new Address(moved.now(parts[1]), null);
            default -> new Address(moved.now(parts[1]), Integer.valueOf(parts[2]));
        };
    }

    Address in(String other) {
        return new Address(other, topic);
    }

    /** How a message there is named. */
    String name(int number) {
        return chat + "/" + number;
    }

    boolean holds(String messageId) {
        return messageId.startsWith(chat + "/");
    }
}
