package org.resultsrelay.notify;

/** Which of the new messages of a channel goes first; edits come after all of them. */
public enum Urgency {
    NEWS(0),
    REPLY(1),
    CLOSING(2),
    REMINDER(3);

    private final int rank;

    Urgency(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }
}
