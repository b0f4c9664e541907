package org.resultsrelay.runtime;

/** The relay's own servers cannot start; carries what the reader of the log should do about it. */
class CannotStart extends RuntimeException {

    private final String action;

    CannotStart(String what, String action) {
        super(what);
        this.action = action;
    }

    CannotStart(String what, String action, Throwable cause) {
        super(what, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
