package org.resultsrelay.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.audit.AuditRows.Filter;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows who did what, and from where. */
@Tag(name = "Audit", description = "Who did what, from where")
@RestController
@RequestMapping(path = "/api/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {

    private final AuditRows rows;

    AuditController(AuditRows rows) {
        this.rows = rows;
    }

    @Operation(
            operationId = "listDeeds",
            summary = "List what people did, newest first",
            description =
                    "Every request that changed something, and every action from the chat. Refused requests are not listed.")
    @GetMapping
    Page<AuditView> list(
            @Parameter(description = "Only what was done to it: a kind and its key or number.", example = "client:acme")
                    @RequestParam(required = false)
                    @Nullable
                    String subject,
            @Parameter(description = "Only what was done to this client company, its users and its tokens.")
                    @RequestParam(required = false)
                    @Nullable
                    String client,
            @Parameter(description = "Only this operation.", example = "pauseClient")
                    @RequestParam(required = false)
                    @Nullable
                    String action,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        long before = cursor == null ? Long.MAX_VALUE : Cursor.number(cursor);
        return Page.of(
                rows.before(before, new Filter(subject, client, action), limit + 1),
                limit,
                deed -> Long.toString(deed.id()));
    }
}
