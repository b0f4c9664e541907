package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.results.LedgerEntry.UserKey;

class BatchMergeTests {

    private static final UserKey USER = new UserKey(1, "u-17");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final BatchMerge merge = new BatchMerge();

    private void arrives(Submission submission) {
        merge.judge(LedgerEntry.of(1, submission));
    }

    private static Submission event(String id, @Nullable Integer attempt, int score, @Nullable Instant occurredAt) {
        return Submissions.of(id, "t", attempt, score, occurredAt);
    }

    private List<String> standing() {
        return merge.additions.stream()
                .map(BatchMerge.Addition::line)
                .filter(line -> line.stands)
                .map(line -> line.content.attempt() + ":" + line.content.score())
                .toList();
    }

    @Test
    void theSameEventAgainIsADuplicateAndWithOtherContentAConflict() {
        arrives(event("e-1", 1, 10, NOON));
        arrives(event("e-1", 1, 10, NOON));
        arrives(event("e-1", 1, 11, NOON));
        assertThat(merge.receipts).containsExactly(Receipt.ACCEPTED, Receipt.DUPLICATE, Receipt.CONFLICT);
        assertThat(merge.additions).hasSize(1);
    }

    @Test
    void aStoredEventAgainChangesNothing() {
        Submission before = event("e-1", 1, 10, NOON);
        LedgerEntry stored = LedgerEntry.of(1, before);
        merge.storedEvent(stored.event(), stored.fingerprint());
        arrives(before);
        assertThat(merge.receipts).containsExactly(Receipt.DUPLICATE);
        assertThat(merge.additions).isEmpty();
        assertThat(merge.changedUsers).isEmpty();
    }

    @Test
    void aLaterEventReplacesTheEarlier() {
        merge.storedResult(55, USER, CurrentResult.of(event("e-0", 1, 5, NOON), 1), NOON, null);
        arrives(event("e-1", 1, 10, NOON.plusSeconds(1)));
        assertThat(merge.replaced).containsExactly(55L);
        assertThat(standing()).containsExactly("1:10");
        assertThat(merge.changedUsers).containsExactly(USER);
    }

    @Test
    void anOlderEventThatArrivesLateIsKeptAndChangesNothing() {
        merge.storedResult(55, USER, CurrentResult.of(event("e-0", 1, 5, NOON), 1), NOON, null);
        arrives(event("e-1", 1, 10, NOON.minusSeconds(1)));
        assertThat(merge.receipts).containsExactly(Receipt.ACCEPTED);
        assertThat(merge.additions).hasSize(1);
        assertThat(standing()).isEmpty();
        assertThat(merge.replaced).isEmpty();
        assertThat(merge.changedUsers).isEmpty();
    }

    @Test
    void whereTheTimeIsEqualOrAbsentArrivalDecides() {
        arrives(event("e-1", 1, 10, NOON));
        arrives(event("e-2", 1, 11, NOON));
        assertThat(standing()).containsExactly("1:11");
        arrives(event("e-3", 1, 12, null));
        assertThat(standing()).containsExactly("1:12");
        arrives(event("e-4", 1, 13, NOON.minusSeconds(60)));
        assertThat(standing()).containsExactly("1:13");
    }

    @Test
    void withoutAnAttemptAnEventIsTheUsersNextAttempt() {
        merge.storedResult(55, USER, CurrentResult.of(event("e-0", 2, 5, NOON), 2), NOON, null);
        arrives(event("e-1", null, 10, NOON));
        arrives(event("e-2", 9, 11, NOON));
        arrives(event("e-3", null, 12, NOON));
        assertThat(standing()).containsExactly("3:10", "9:11", "10:12");
    }

    @Test
    void aRegradeThatSaysTheSameDoesNotChangeTheUser() {
        merge.storedResult(55, USER, CurrentResult.of(event("e-0", 1, 10, NOON), 1), NOON, null);
        arrives(event("e-1", 1, 10, NOON.plusSeconds(1)));
        assertThat(standing()).containsExactly("1:10");
        assertThat(merge.changedUsers).isEmpty();
    }

    @Test
    void aUserWhoseOnlyEventIsRefusedIsNotChanged() {
        arrives(event("e-1", 1, 10, NOON));
        arrives(Submissions.of("e-1", "u-18", "t", 1, 10, NOON, false));
        assertThat(merge.receipts).containsExactly(Receipt.ACCEPTED, Receipt.CONFLICT);
        assertThat(merge.changedUsers).containsExactly(USER);
    }
}
