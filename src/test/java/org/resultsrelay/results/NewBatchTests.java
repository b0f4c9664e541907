package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.results.Entry.UserKey;

class NewBatchTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Submission event(String id, String user, @Nullable Integer attempt, int score) {
        return Submissions.of(id, user, "t", attempt, score, NOON, false);
    }

    private static Optional<NewBatch> of(Submission... submissions) {
        return NewBatch.of(
                Stream.of(submissions).map(event -> Entry.of(1, event)).toList());
    }

    @Test
    void resultsOfSeveralUsersAreAllAdded() {
        NewBatch presumed = of(event("e-1", "u-1", 1, 10), event("e-2", "u-2", 1, 11), event("e-3", "u-1", 2, 12))
                .orElseThrow();
        assertThat(presumed.users()).containsExactlyInAnyOrder(new UserKey(1, "u-1"), new UserKey(1, "u-2"));
        assertThat(presumed.merge().additions).hasSize(3);
        assertThat(presumed.merge().receipts).containsOnly(Receipt.ACCEPTED);
    }

    @Test
    void whatRepeatsWithinTheBatchIsSeen() {
        NewBatch presumed = of(event("e-1", "u-1", 1, 10), event("e-1", "u-1", 1, 10), event("e-2", "u-1", 1, 12))
                .orElseThrow();
        assertThat(presumed.merge().receipts).isEqualTo(List.of(Receipt.ACCEPTED, Receipt.DUPLICATE, Receipt.ACCEPTED));
        assertThat(presumed.merge().additions)
                .extracting(addition -> addition.line().stands)
                .containsExactly(false, true);
    }

    @Test
    void theNextAttemptDependsOnWhatIsStored() {
        assertThat(of(event("e-1", "u-1", 1, 10), event("e-2", "u-2", null, 11)))
                .isEmpty();
    }

    @Test
    void aUserWhoseOnlyEventIsRefusedIsNotRaised() {
        assertThat(of(event("e-1", "u-1", 1, 10), event("e-1", "u-2", 1, 10))).isEmpty();
    }
}
