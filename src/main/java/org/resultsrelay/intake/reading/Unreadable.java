package org.resultsrelay.intake.reading;

/** A body of which nothing can be used. Its message tells the sender what to fix. */
public final class Unreadable extends RuntimeException {

    private final String slug;
    private final String title;

    private Unreadable(String slug, String title, String message) {
        super(message, null, false, false); // a sender's mistake needs no stack trace
        this.slug = slug;
        this.title = title;
    }

    static Unreadable json(String message) {
        return new Unreadable("invalid-json", "Invalid JSON", message);
    }

    static Unreadable batch(String message) {
        return new Unreadable("invalid-batch", "Invalid batch", message);
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
