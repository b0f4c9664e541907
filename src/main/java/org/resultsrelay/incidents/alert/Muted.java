package org.resultsrelay.incidents.alert;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.episode.Incident;

/** The mutes that hold at one moment. A mute of everything holds back what is new; that of a client, repeats too. */
public record Muted(List<Mute> mutes) {

    /** When something new about this client is told that would otherwise be told at {@code tellAt}. */
    public Instant after(@Nullable String client, Instant tellAt) {
        return until(client).filter(tellAt::isBefore).orElse(tellAt);
    }

    /** When the first of these may be told of; empty where one of them may be now. */
    public Optional<Instant> until(List<Incident> open) {
        List<Instant> ends = open.stream()
                .map(Incident::client)
                .map(this::until)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        return ends.isEmpty() || ends.size() < open.size() ? Optional.empty() : Optional.of(ends.getFirst());
    }

    /** Whether all of these are about clients that are muted. */
    public boolean silences(List<Incident> open) {
        return !open.isEmpty()
                && open.stream()
                        .allMatch(
                                one -> one.client() != null && of(one.client()).isPresent());
    }

    /** The mute of this client; null: of everything. */
    public Optional<Mute> of(@Nullable String client) {
        return mutes.stream()
                .filter(mute -> Objects.equals(mute.client(), client))
                .findFirst();
    }

    private Optional<Instant> until(@Nullable String client) {
        return Stream.of(of(null), of(client))
                .flatMap(Optional::stream)
                .map(Mute::until)
                .max(Instant::compareTo);
    }
}
