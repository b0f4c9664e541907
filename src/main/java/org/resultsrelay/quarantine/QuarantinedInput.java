package org.resultsrelay.quarantine;

import org.jspecify.annotations.Nullable;

/**
 * Input that could not be used. {@code source} is where it came from ({@code webhook}, {@code recompute}); the client
 * is null if it is unknown; {@code reason} is one sentence a person can act on; {@code cut} says that the content is
 * only the beginning.
 */
public record QuarantinedInput(String source, @Nullable Long clientId, byte[] content, String reason, boolean cut) {

    public QuarantinedInput(String source, @Nullable Long clientId, byte[] content, String reason) {
        this(source, clientId, content, reason, false);
    }
}
