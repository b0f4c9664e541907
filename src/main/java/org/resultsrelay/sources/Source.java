package org.resultsrelay.sources;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.sources.mapping.Mapping;
import org.resultsrelay.sources.mapping.Preset;
import org.resultsrelay.sources.mapping.Settings;
import org.resultsrelay.sources.verification.Verifier;

/**
 * A source as requests are taken by it: compiled, with its secrets open. {@code until} is when the token that found it
 * ends; null for the newest. {@code mapping} is null if this release no longer knows what is stored.
 */
record Source(
        long id,
        long clientId,
        String name,
        long version,
        @Nullable Mapping mapping,
        Settings settings,
        Verifier verifier,
        Preset.Answer answer,
        @Nullable Instant until) {

    boolean validAt(Instant now) {
        return until == null || now.isBefore(until);
    }

    /** How the quarantine knows it. */
    String place() {
        return SourceReplayer.SOURCE + "/" + name;
    }
}
