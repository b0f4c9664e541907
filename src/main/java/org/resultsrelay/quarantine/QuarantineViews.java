package org.resultsrelay.quarantine;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.springframework.stereotype.Component;

/** The JSON shape of quarantined items, with their clients by key. */
@Component
class QuarantineViews {

    private final Clients clients;

    QuarantineViews(Clients clients) {
        this.clients = clients;
    }

    /** Something that could not be used. */
    @Schema(name = "Quarantined")
    record View(
            @Schema(description = "Number of the item; later items have higher numbers.", example = "17")
            long id,

            @Schema(description = "Where it came from, such as webhook.", example = "webhook")
            String source,

            @Schema(
                    description = "Key of the client company it came for; null where that cannot be known.",
                    example = "acme")
            @Nullable
            String client,

            @Schema(description = "waiting until it is replayed or discarded.", example = "waiting")
            QuarantineState state,

            @Schema(
                    description = "Why it cannot be used, as of the last attempt",
                    example = "result.score must be a number")
            String reason,

            @Schema(description = "How often the same content arrived", example = "3")
            long count,

            @Schema(description = "When this content first arrived.")
            Instant firstAt,

            @Schema(description = "When this content last arrived.")
            Instant lastAt,

            @Schema(description = "How many bytes are kept", example = "212")
            int contentLength,

            @Schema(
                    description =
                            "True if only the beginning is kept because it was too long, or nothing because the day's budget was used up. Then it cannot be replayed.",
                    example = "false")
            boolean contentCut,

            @Schema(description = "GET it for the bytes as they arrived", example = "/api/v1/quarantine/17/content")
            String contentUrl,

            @Schema(
                    description =
                            "Version of the source's mapping that could not use it; null for what does not come from a source.",
                    example = "3")
            @Nullable
            Long mappingVersion,

            @Schema(description = "How it was dealt with; null while it waits.") @Nullable
            Settled settled) {}

    /**
     * When, by which token and how it was settled; {@code note} is the result of the replay, or why it was discarded.
     */
    @Schema(name = "QuarantineSettled")
    record Settled(
            @Schema(description = "When it was replayed or discarded.")
            Instant at,

            @Schema(description = "Number of the token that asked for it.", example = "1")
            long byToken,

            @Schema(description = "Outcome of the replay, or why it was discarded.", example = "accepted: e-1")
            String note) {}

    View of(QuarantineItem item) {
        return view(item, keys());
    }

    Map<Long, String> keys() {
        return clients.all().stream().collect(Collectors.toMap(Client::id, Client::key));
    }

    static View view(QuarantineItem item, Map<Long, String> keys) {
        return new View(
                item.id(),
                item.source(),
                item.clientId() == null ? null : keys.get(item.clientId()),
                item.state(),
                item.reason(),
                item.count(),
                item.firstAt(),
                item.lastAt(),
                item.length(),
                item.cut(),
                "/api/v1/quarantine/" + item.id() + "/content",
                item.mappingVersion(),
                settled(item));
    }

    private static @Nullable Settled settled(QuarantineItem item) {
        Instant at = item.settledAt();
        Long by = item.settledBy();
        return at == null || by == null ? null : new Settled(at, by, String.valueOf(item.note()));
    }
}
