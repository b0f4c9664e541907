package org.resultsrelay.quarantine;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.springframework.stereotype.Component;

/** The JSON shape of kept things, with their clients by key. */
@Component
class QuarantineViews {

    private final Clients clients;

    QuarantineViews(Clients clients) {
        this.clients = clients;
    }

    /** Something that could not be used. */
    @Schema(name = "Quarantined")
    record View(
            @Schema(example = "17") long id,

            @Schema(description = "Where it came from", example = "webhook")
            String source,

            @Schema(description = "Null where it cannot be known", example = "acme") @Nullable
            String client,

            State state,

            @Schema(
                    description = "Why it cannot be used, as of the newest try",
                    example = "result.score must be a number")
            String reason,

            @Schema(description = "How often the same content came", example = "3")
            long count,

            Instant firstAt,
            Instant lastAt,

            @Schema(description = "How many bytes are kept", example = "212")
            int contentLength,

            @Schema(description = "True where these are only the beginning; then it cannot be replayed")
            boolean contentCut,

            @Schema(description = "GET it for the bytes as they came", example = "/api/v1/quarantine/17/content")
            String contentUrl,

            @Nullable Settled settled) {}

    /** When, by which token and how it was dealt with; {@code note} is what the replay came to, or why it was discarded. */
    @Schema(name = "QuarantineSettled")
    record Settled(
            Instant at,
            @Schema(example = "1") long byToken,
            @Schema(example = "accepted: e-1") String note) {}

    View of(Item item) {
        return view(item, keys());
    }

    Map<Long, String> keys() {
        return clients.all().stream().collect(Collectors.toMap(Client::id, Client::key));
    }

    static View view(Item item, Map<Long, String> keys) {
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
                settled(item));
    }

    private static @Nullable Settled settled(Item item) {
        Instant at = item.settledAt();
        Long by = item.settledBy();
        return at == null || by == null ? null : new Settled(at, by, String.valueOf(item.note()));
    }
}
