package org.resultsrelay.chat.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.access.Caller;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.chat.people.Links.Made;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.text.PlainText;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who may act from the chat. */
@Tag(name = "Telegram", description = "Persons who may ask and act from the chat")
@RestController
@RequestMapping(path = "/api/v1/telegram/links", produces = MediaType.APPLICATION_JSON_VALUE)
class LinksController {

    private final Links links;
    private final People people;

    LinksController(Links links, People people) {
        this.links = links;
        this.people = people;
    }

    @Operation(
            operationId = "makeLink",
            summary = "Create a code that links one person, shown only in this answer",
            description = "The person writes /link CODE to the bot in a private chat within 15 minutes. It works once.",
            responses = @ApiResponse(responseCode = "201", description = "The new code", useReturnTypeSchema = true))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made make(
            @AuthenticationPrincipal Caller caller, HttpServletRequest http, @Valid @RequestBody LinkRequest request) {
        return links.make(request.name(), Actor.of(caller, http.getRemoteAddr()));
    }

    @Operation(
            operationId = "listLinks",
            summary = "List the linked persons, oldest first",
            description = "Linked persons may ask and act from the chat.")
    @GetMapping
    Page<PersonView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return Page.of(people.after(Cursor.number(cursor), limit + 1), limit, person -> Long.toString(person.id()));
    }

    @Operation(
            operationId = "removeLink",
            summary = "Unlink a person at once",
            description = "The bot no longer obeys this person. To link them again, create a new code.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal Caller caller, HttpServletRequest http, @PathVariable long id) {
        if (!links.unlink(id, Actor.of(caller, http.getRemoteAddr()))) {
            throw new Problem(
                    HttpStatus.NOT_FOUND,
                    "unknown-link",
                    "Unknown link",
                    "No linked person has this id: they may be unlinked already. GET /api/v1/telegram/links lists them.");
        }
    }

    /** For whom the code is; the name is shown if the person has no username. */
    @Schema(example = """
            {"name": "Ana"}""")
    record LinkRequest(
            @Schema(
                    description = "Whom the code is for, 1 to 64 characters; shown where the person has no username.",
                    example = "Ana")
            @NotNull(message = NAME)
            @Pattern(regexp = "^" + PlainText.CHARACTER + "{1,64}$", message = NAME)
            String name)
            implements StrictBody {

        private static final String NAME = "give 1 to 64 characters without control characters";
    }
}
