package org.resultsrelay.quarantine;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.resultsrelay.access.Caller;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.quarantine.QuarantineViews.View;
import org.resultsrelay.text.PlainText;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replays and discards quarantined items. */
@Tag(name = "Quarantine")
@RestController
@RequestMapping(path = "/api/v1/quarantine", produces = MediaType.APPLICATION_JSON_VALUE)
class QuarantineActions {

    private final QuarantineRows quarantineRows;
    private final Replays replays;
    private final ManyReplays many;
    private final QuarantineViews views;

    QuarantineActions(QuarantineRows quarantineRows, Replays replays, ManyReplays many, QuarantineViews views) {
        this.quarantineRows = quarantineRows;
        this.replays = replays;
        this.many = many;
        this.views = views;
    }

    @Operation(
            operationId = "replayQuarantined",
            summary = "Process it again as if it had just arrived",
            description =
                    "A webhook is processed like one that is posted now. Repeating is safe: what was stored already counts once.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Taken", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "409", description = "Replayed before, or cut", content = @Content),
                @ApiResponse(responseCode = "422", description = "Still refused; reason says why", content = @Content)
            })
    @PostMapping("/{id}/replay")
    View replay(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        if (replays.replay(known(id), caller.tokenId()) instanceof Replay.StillRefused(String reason)) {
            throw QuarantineProblems.stillRefused(reason);
        }
        return views.of(known(id));
    }

    @Operation(
            operationId = "replayManyQuarantined",
            summary = "Replay these items, or a page of all waiting items that match a filter",
            description =
                    "With a filter the oldest go first. Repeat with next_cursor until it is null. {} matches everything.")
    @PostMapping("/replay")
    ReplayAnswer replay(@AuthenticationPrincipal Caller caller, @Valid @RequestBody ReplayRequest request) {
        return many.replay(request, caller.tokenId());
    }

    @Operation(
            operationId = "discardQuarantined",
            summary = "Discard it because it needs nothing more",
            description =
                    "It stays listed as discarded, with the reason, until its retention ends. If the same content arrives again, it waits again.")
    @PostMapping("/{id}/discard")
    View discard(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @Valid @RequestBody DiscardRequest request) {
        QuarantineItem item = known(id);
        if (item.state() == QuarantineState.REPLAYED) {
            throw QuarantineProblems.replayedBefore(item);
        }
        quarantineRows.settle(id, QuarantineState.DISCARDED, caller.tokenId(), request.reason());
        return views.of(known(id));
    }

    private QuarantineItem known(long id) {
        return quarantineRows.these(List.of(id)).stream().findFirst().orElseThrow(() -> QuarantineProblems.unknown(id));
    }

    /** Why the item is discarded, for people who find it so. */
    @Schema(example = """
            {"reason": "a test of the platform's developers"}""")
    record DiscardRequest(
            @Schema(
                    description = "Why it needs nothing more, 1 to 500 characters.",
                    example = "a test of the platform's developers")
            @NotNull(message = "say why in 1 to 500 characters")
            @Pattern(
                    regexp = "^" + PlainText.CHARACTER + "{1,500}$",
                    message = "say why in 1 to 500 characters without control characters")
            String reason)
            implements StrictBody {}
}
