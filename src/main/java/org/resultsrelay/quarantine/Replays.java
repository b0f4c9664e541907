package org.resultsrelay.quarantine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Has items replayed by their source, and stores the outcome. */
@Component
class Replays {

    private final QuarantineRows quarantineRows;
    private final Map<String, Replayer> replayers;

    Replays(QuarantineRows quarantineRows, List<Replayer> replayers) {
        this.quarantineRows = quarantineRows;
        this.replayers = replayers.stream().collect(Collectors.toMap(Replayer::source, Function.identity()));
    }

    /** No transaction spans the two steps: a crash in between leaves a row that can be replayed once more. */
    Replay replay(QuarantineItem item, long by) {
        Replay replay = replayer(item).replay(input(item));
        switch (replay) {
            case Replay.Done(String result) -> quarantineRows.settle(item.id(), QuarantineState.REPLAYED, by, result);
            case Replay.StillRefused(String reason) -> quarantineRows.refused(item.id(), reason);
        }
        return replay;
    }

    private QuarantinedInput input(QuarantineItem item) {
        return quarantineRows.input(item.id()).orElseThrow(() -> QuarantineProblems.unknown(item.id()));
    }

    private Replayer replayer(QuarantineItem item) {
        if (item.state() == QuarantineState.REPLAYED) {
            throw QuarantineProblems.replayedBefore(item);
        }
        if (item.cut()) {
            throw QuarantineProblems.cut(item);
        }
        Replayer replayer = replayers.get(item.source().split("/", 2)[0]);
        if (replayer == null) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "not-replayable",
                    "Not replayable",
                    "The relay cannot replay input from \"" + item.source()
                            + "\". Discard it, or handle its content by hand.");
        }
        return replayer;
    }
}
