package org.resultsrelay.support;

/** Somebody with an account at the fake Telegram. */
public record FakePerson(long id, String username) {

    /** The chat in which the person is alone with the bot. */
    public String chat() {
        return Long.toString(id);
    }
}
