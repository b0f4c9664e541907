package org.resultsrelay.sources;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** What an administrator sets for a source, all replaced at once; JSON where it is not flat. */
@Embeddable
record SourceDefinition(
        @Nullable String preset,
        @Nullable String mapping,
        @Nullable String overrides,
        @Column(nullable = false) String verification,
        @Nullable String timeZone,
        @Column(nullable = false) String tests,
        @Nullable Integer answerStatus) {}
