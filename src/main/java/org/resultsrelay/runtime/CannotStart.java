package org.resultsrelay.runtime;

import org.jspecify.annotations.Nullable;

/** The relay cannot start with these settings; it carries what the reader should do about it. */
public class CannotStart extends RuntimeException {

    private final String action;

    public CannotStart(String what, String action) {
        this(what, action, null);
    }

    public CannotStart(String what, String action, @Nullable Throwable cause) {
        super(what, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
