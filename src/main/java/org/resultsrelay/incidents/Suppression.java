package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mutes that hold at one moment. A mute of everything holds back new alerts; the mute of a client holds back its
 * repeats too.
 */
record Suppression(List<Mute> mutes) {

    /** Of one client's alerts, or if {@code client} is null, of all new alerts. */
    record Mute(@Nullable String client, Instant until, String by) {}

    /** When a new trouble of this client is told that would otherwise be told at {@code usual}. */
    Instant tellAt(@Nullable String client, Instant usual) {
        return Stream.of(of(null), of(client))
                .flatMap(Optional::stream)
                .map(Mute::until)
                .filter(usual::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(usual);
    }

    /** When an alert with these incidents is told: as soon as one of them may be. */
    Instant tellAt(List<Incident> open, Instant usual) {
        return open.stream()
                .map(incident -> tellAt(incident.client(), usual))
                .min(Comparator.naturalOrder())
                .orElse(usual);
    }

    /** Whether an alert with these incidents is not repeated now, because all of their clients are muted. */
    boolean holdsBackRepeat(List<Incident> open) {
        return !open.isEmpty()
                && open.stream()
                        .map(Incident::client)
                        .allMatch(client -> client != null && of(client).isPresent());
    }

    /** The mute of this client; null: of all new alerts. */
    Optional<Mute> of(@Nullable String client) {
        return mutes.stream()
                .filter(mute -> Objects.equals(mute.client(), client))
                .findFirst();
    }
}
