package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.clients.Client;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.notify.MessageContent;
import org.springframework.stereotype.Component;

/** The front door: what people do about alerts, and what they ask of them. */
@Component
public class IncidentDesk {

    private final Deeds deeds;
    private final Listing listing;
    private final Quiet quiet;

    IncidentDesk(Deeds deeds, Listing listing, Quiet quiet) {
        this.deeds = deeds;
        this.listing = listing;
        this.quiet = quiet;
    }

    /** What came of a deed. {@code done} is false where it was so already or is over; the sentence says what is true now. */
    public record Reaction(boolean done, String sentence) {}

    /** Somebody takes care of it: it is not told again. */
    public Reaction acknowledge(long alert, Actor by) {
        return deeds.acknowledge(alert, by);
    }

    /** Not now: it is told again after {@code length}, unless it is over. */
    public Reaction snooze(long alert, Duration length, Actor by) {
        return deeds.snooze(alert, length, by);
    }

    /** Closes one episode by hand; while its trouble goes on, no new one is opened for it. */
    public Reaction resolve(long incident, Actor by) {
        return deeds.resolve(incident, by);
    }

    /** Alerts that open before the end of {@code length} are told then, if they last until then. */
    public Reaction mute(Duration length, Actor by) {
        return quiet.begin(null, length, by);
    }

    /** The same for the alerts of one client; what was told of it before is not told again meanwhile. */
    public Reaction mute(Client client, Duration length, Actor by) {
        return quiet.begin(Subject.of(client), length, by);
    }

    /** Mutes of single clients go on. */
    public Reaction unmute(Actor by) {
        return quiet.end(null, by);
    }

    public Reaction unmute(Client client, Actor by) {
        return quiet.end(Subject.of(client), by);
    }

    /** What is muted now, in a line; empty where nothing is. */
    public Optional<String> muted() {
        return quiet.sentence();
    }

    /** As {@link #muted()}, of this client. */
    public Optional<String> muted(Client client) {
        return quiet.sentence(client.key());
    }

    /** One page of its episodes, with buttons to the others; empty for an alert that is not known. */
    public Optional<MessageContent> details(long alert, int page) {
        return listing.details(alert, page);
    }

    /** The alerts that are open, newest first, and what is muted. {@code turn}: the action of a button that shows a page. */
    public MessageContent list(int page, IntFunction<String> turn) {
        return listing.list(page, turn);
    }

    /** Since when each episode lasts that is open, the oldest first. */
    public List<Instant> openSince() {
        return listing.openSince();
    }

    /** The clients of its open episodes. */
    public List<Long> clientsOf(long alert) {
        return listing.clientsOf(alert);
    }

    /** How many alerts are open. */
    public int open() {
        return listing.open();
    }
}
