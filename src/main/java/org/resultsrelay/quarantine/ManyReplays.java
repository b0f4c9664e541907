package org.resultsrelay.quarantine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.quarantine.ReplayAnswer.ReplayedItem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Replays several items separately: one that is still refused does not block the others. */
@Component
class ManyReplays {

    private final QuarantineRows quarantineRows;
    private final Replays replays;
    private final Clients clients;

    ManyReplays(QuarantineRows quarantineRows, Replays replays, Clients clients) {
        this.quarantineRows = quarantineRows;
        this.replays = replays;
        this.clients = clients;
    }

    ReplayAnswer replay(ReplayRequest request, long by) {
        if (request.ambiguous()) {
            throw InvalidRequest.problem("ids", "name ids alone, or a filter without ids");
        }
        return request.ids() == null ? waiting(request, by) : these(request.ids(), by);
    }

    private ReplayAnswer waiting(ReplayRequest request, long by) {
        QuarantineFilter filter =
                new QuarantineFilter(request.source(), clientId(request.client()), QuarantineState.WAITING);
        List<QuarantineItem> found =
                quarantineRows.replayable(filter, Cursor.number(request.cursor()), request.most() + 1);
        Page<QuarantineItem> page = Page.of(found, request.most(), item -> Long.toString(item.id()));
        return new ReplayAnswer(page.items().stream().map(item -> one(item, by)).toList(), page.nextCursor());
    }

    private ReplayAnswer these(List<Long> ids, long by) {
        Map<Long, QuarantineItem> found = quarantineRows.these(new HashSet<>(ids)).stream()
                .collect(Collectors.toMap(QuarantineItem::id, Function.identity()));
        return new ReplayAnswer(
                ids.stream().distinct().map(id -> one(id, found.get(id), by)).toList(), null);
    }

    private ReplayedItem one(long id, @Nullable QuarantineItem item, long by) {
        return item == null
                ? new ReplayedItem(id, ReplayedItem.SKIPPED, detail(QuarantineProblems.unknown(id)))
                : one(item, by);
    }

    private ReplayedItem one(QuarantineItem item, long by) {
        try {
            return switch (replays.replay(item, by)) {
                case Replay.Done(String result) -> new ReplayedItem(item.id(), ReplayedItem.REPLAYED, result);
                case Replay.StillRefused(String reason) -> new ReplayedItem(item.id(), ReplayedItem.REFUSED, reason);
            };
        } catch (Problem e) {
            if (e.getStatusCode().value() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
                throw e; // the rest would fail too
            }
            return new ReplayedItem(item.id(), ReplayedItem.SKIPPED, detail(e));
        }
    }

    private static String detail(Problem problem) {
        return String.valueOf(problem.getBody().getDetail());
    }

    private @Nullable Long clientId(@Nullable String key) {
        return key == null ? null : clients.known(key).id();
    }
}
