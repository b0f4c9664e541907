package org.resultsrelay.quarantine;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.quarantine.QuarantineViews.View;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what could not be used, and why. */
@Tag(
        name = "Quarantine",
        description = "Input that could not be used: look at it, replay it after a fix, or discard it")
@RestController
@RequestMapping("/api/v1/quarantine")
class QuarantineController {

    private final QuarantineRows quarantineRows;
    private final Clients clients;
    private final QuarantineViews views;

    QuarantineController(QuarantineRows quarantineRows, Clients clients, QuarantineViews views) {
        this.quarantineRows = quarantineRows;
        this.clients = clients;
        this.views = views;
    }

    @Operation(
            operationId = "listQuarantine",
            summary = "List quarantined items, newest first",
            description =
                    "Filters by source, client company and state; without a filter everything in quarantine is listed.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<View> list(
            @Parameter(description = "Only items from this source, such as webhook.")
                    @RequestParam(required = false)
                    @Nullable
                    String source,
            @Parameter(description = "Only items for this client company, by its key.")
                    @RequestParam(required = false)
                    @Nullable
                    String client,
            @Parameter(
                            description = "Only items in this state.",
                            schema = @Schema(allowableValues = {"waiting", "replayed", "discarded"}))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        QuarantineFilter filter = new QuarantineFilter(
                source, client == null ? null : clients.known(client).id(), QuarantineState.named(state));
        long before = cursor == null ? Long.MAX_VALUE : Cursor.number(cursor);
        List<QuarantineItem> items = quarantineRows.newest(filter, before, limit + 1);
        Map<Long, String> keys = views.keys();
        return Page.of(items, limit, item -> Long.toString(item.id())).map(item -> QuarantineViews.view(item, keys));
    }

    @Operation(
            operationId = "getQuarantined",
            summary = "Show one quarantined item",
            description =
                    "Says where it came from, why it could not be used and how it was dealt with; its bytes are at content_url.")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    View get(@PathVariable long id) {
        return quarantineRows.these(List.of(id)).stream()
                .findFirst()
                .map(views::of)
                .orElseThrow(() -> QuarantineProblems.unknown(id));
    }

    /** The sender chose these bytes: a browser must neither guess their type nor display them. */
    @Operation(
            operationId = "getQuarantinedContent",
            summary = "Download its bytes as they arrived",
            description = "As a download of type application/octet-stream, whatever the bytes are.")
    @GetMapping(path = "/{id}/content", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> content(@PathVariable long id) {
        byte[] content = quarantineRows.content(id).orElseThrow(() -> QuarantineProblems.unknown(id));
        ContentDisposition attachment =
                ContentDisposition.attachment().filename("quarantine-" + id).build();
        return ResponseEntity.ok()
                .header("Content-Disposition", attachment.toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }
}
