package org.resultsrelay.intake.reading;

import java.util.List;

/** One request, read: a single event or an array of events, in the sender's order. */
public record Webhook(boolean array, List<Event> events) {}
