package org.resultsrelay.intake.reading;

import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads a request's bytes in one pass. Wrong syntax spoils the whole request, since nobody can say where the next event
 * begins. Anything else spoils only its own event.
 */
public final class WebhookReader {

    public static final int MOST_EVENTS = 1_000;

    /** How far a platform's clock, or its idea of its time zone, may be ahead. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private final CharBuffer text;
    private final JsonParser json;
    private final Instant latest;

    private WebhookReader(CharBuffer text, JsonParser json, Instant latest) {
        this.text = text;
        this.json = json;
        this.latest = latest;
    }

    public static Webhook read(byte[] body, Instant now) {
        CharBuffer text = Json.decode(body);
        Instant latest = now.plus(MOST_AHEAD);
        try {
            return read(text, text, latest);
        } catch (StreamConstraintsException e) {
            return read(text, Json.withoutDepths(text), latest);
        }
    }

    private static Webhook read(CharBuffer sent, CharBuffer text, Instant latest) {
        try (JsonParser json = Json.parser(text)) {
            return new WebhookReader(sent, json, latest).read();
        } catch (StreamConstraintsException e) {
            throw e;
        } catch (JacksonException e) {
            throw Unreadable.json(SyntaxMistake.explain(e));
        }
    }

    private Webhook read() {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw Unreadable.json("The body is empty. Send one event as a JSON object, or up to 1,000 in an array.");
        }
        Webhook webhook = switch (first) {
            case START_OBJECT -> new Webhook(false, List.of(event()));
            case START_ARRAY -> new Webhook(true, events());
            default ->
                throw Unreadable.json("The body is neither an object nor an array."
                        + " Send one event as a JSON object, or up to 1,000 in an array.");
        };
        requireEnd();
        return webhook;
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (events.size() == MOST_EVENTS) {
                throw Unreadable.batch("The array has more than 1,000 events. Send them in several requests.");
            }
            events.add(event());
        }
        if (events.isEmpty()) {
            throw Unreadable.batch("The array is empty. Send 1 to 1,000 events in it.");
        }
        return events;
    }

    private Event event() {
        int from = (int) json.currentTokenLocation().getCharOffset();
        Verdict verdict = new EventReader(json, latest).read();
        return new Event(verdict, text, from, (int) json.currentLocation().getCharOffset());
    }

    private void requireEnd() {
        if (json.nextToken() != null) {
            throw Unreadable.json(
                    SyntaxMistake.at(json.currentTokenLocation()) + "something follows after the end of the"
                            + " JSON text. Send one object or one array in a request.");
        }
    }
}
