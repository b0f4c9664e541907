package org.resultsrelay.quarantine;

import org.jspecify.annotations.Nullable;

/**
 * Input that could not be used. {@code source} is where it came from ({@code webhook}, {@code recompute}, {@code
 * source/} with the source's name); the client
 * is null if it is unknown; {@code reason} is one sentence a person can act on; {@code cut} says that the content is
 * only the beginning. {@code origin} is null where the content is all that came.
 */
public record QuarantinedInput(
        String source,
        @Nullable Long clientId,
        byte[] content,
        String reason,
        boolean cut,
        @Nullable Origin origin) {

    /**
     * The request that brought the content, as its source needs it to process it again: JSON without secrets. The same
     * content at another {@code address} is other content. {@code mappingVersion} is of the mapping that failed.
     */
    public record Origin(long mappingVersion, String address, String request) {}

    public QuarantinedInput(String source, @Nullable Long clientId, byte[] content, String reason, boolean cut) {
        this(source, clientId, content, reason, cut, null);
    }

    public QuarantinedInput(String source, @Nullable Long clientId, byte[] content, String reason) {
        this(source, clientId, content, reason, false);
    }
}
