package org.resultsrelay.sources.mapping;

/** A mapping that cannot be used: which rule is wrong, and what to do about it. */
public final class InvalidMapping extends RuntimeException {

    private final String rule;
    private final String reason;

    InvalidMapping(String rule, String reason) {
        super(rule + " " + reason, null, false, false); // somebody's mistake in a mapping needs no stack trace
        this.rule = rule;
        this.reason = reason;
    }

    /** Where in the mapping, such as {@code score.coalesce[1]}; "mapping" for the whole. */
    public String rule() {
        return rule;
    }

    public String reason() {
        return reason;
    }
}
