package org.resultsrelay.delivery.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.UnknownClient;
import org.resultsrelay.delivery.users.DeliveryState.Name;
import org.resultsrelay.delivery.users.TimelineViews.Timeline;
import org.resultsrelay.delivery.users.UserViews.Details;
import org.resultsrelay.delivery.users.UserViews.Listed;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.User;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers questions about users: what they have, and why it has or has not arrived. */
@Tag(name = "Users", description = "What is known of users, and how their delivery stands")
@RestController
@RequestMapping(path = "/api/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UsersController {

    private final Clients clients;
    private final Results results;
    private final UserAnswers answers;
    private final UserLists lists;

    UsersController(Clients clients, Results results, UserAnswers answers, UserLists lists) {
        this.clients = clients;
        this.results = results;
        this.answers = answers;
        this.lists = lists;
    }

    @Operation(
            operationId = "listUsers",
            summary = "List users in the order in which they were first seen",
            description =
                    "Filters by client company and by where the delivery stands; without a filter all are listed.")
    @GetMapping
    Page<Listed> list(
            @Parameter(description = "Only users of this client company, by its key.")
                    @RequestParam(required = false)
                    @Nullable
                    String client,
            @Parameter(
                            description = "Only users whose delivery stands so.",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "delivered",
                                                "waiting",
                                                "pushing",
                                                "retrying",
                                                "set_aside",
                                                "held",
                                                "held_back",
                                                "paused"
                                            }))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        List<User> users = found(client == null ? null : known(client), state, Cursor.number(cursor), limit + 1);
        Page<User> page = Page.of(users, limit, user -> Long.toString(user.id()));
        return new Page<>(answers.list(page.items()), page.nextCursor());
    }

    private List<User> found(@Nullable Client client, @Nullable String state, long after, int limit) {
        if (state == null) {
            return results.users(client == null ? null : client.id(), after, limit);
        }
        List<Client> among = client == null ? clients.all() : List.of(client);
        return results.users(lists.ids(Name.named(state), among, after, limit));
    }

    @Operation(
            operationId = "getUser",
            summary = "Show a user's totals, and why they have or have not arrived",
            description = "explanation says in a sentence why the newest summary has or has not arrived.")
    @GetMapping("/{client}/{id}")
    Details details(@PathVariable String client, @PathVariable String id) {
        Client company = known(client);
        return answers.details(company, known(company, id));
    }

    @Operation(
            operationId = "getUserTimeline",
            summary = "Show what happened to a user, oldest first",
            description =
                    "steps tell it in sentences, oldest first; results and pushes give the details, newest first.")
    @GetMapping("/{client}/{id}/timeline")
    Timeline timeline(@PathVariable String client, @PathVariable String id) {
        Client company = known(client);
        return answers.timeline(company, known(company, id));
    }

    private Client known(String key) {
        return clients.find(key).orElseThrow(() -> UnknownClient.problem(key));
    }

    private User known(Client client, String id) {
        return results.user(client.id(), id).orElseThrow(() -> UnknownUser.problem(client));
    }
}
