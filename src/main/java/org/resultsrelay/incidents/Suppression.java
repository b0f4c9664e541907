package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people do not want to be told at one moment, and until when. A mute of everything holds back what is new; that of one client
 * holds back repeats too.
 */
record Suppression(List<Mute> mutes) {

    /** Of one client, or where {@code client} is null, of whatever is new. */
    record Mute(@Nullable String client, Instant until, String by) {}

    /** When something new about this client is told that would otherwise be told at {@code usual}. */
    Instant tellAt(@Nullable String client, Instant usual) {
        return Stream.of(of(null), of(client))
                .flatMap(Optional::stream)
                .map(Mute::until)
                .filter(usual::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(usual);
    }

    /** When these are told together: with the first of them that may be told. */
    Instant tellAt(List<Incident> open, Instant usual) {
        return open.stream()
                .map(incident -> tellAt(incident.client(), usual))
                .min(Comparator.naturalOrder())
                .orElse(usual);
    }

    /** Whether these are not told again now, because all are about clients that are muted. */
    boolean holdsBackRepeat(List<Incident> open) {
        return !open.isEmpty()
                && open.stream()
                        .map(Incident::client)
                        .allMatch(client -> client != null && of(client).isPresent());
    }

    /** The mute of this client; null: of everything. */
    Optional<Mute> of(@Nullable String client) {
        return mutes.stream()
                .filter(mute -> Objects.equals(mute.client(), client))
                .findFirst();
    }
}
