package org.resultsrelay.results;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resultsrelay.results.Entry.UserKey;

/**
 * What a batch comes to if nothing of it is stored yet, as is so of nearly every one. It need not be looked up: where it is
 * wrong, PostgreSQL objects to an event's id or to a second result that stands for an attempt.
 */
record NewBatch(Set<UserKey> users, BatchMerge merge) {

    /** Empty where more than PostgreSQL objects to depends on what is stored: the number of an attempt, or a user unchanged. */
    static Optional<NewBatch> of(List<Entry> entries) {
        if (entries.stream().anyMatch(entry -> entry.submission().attempt() == null)) {
            return Optional.empty();
        }
        Map<UserKey, Long> numbers = new HashMap<>();
        var merge = new BatchMerge();
        for (Entry entry : entries) {
            merge.judge(entry, numbers.computeIfAbsent(entry.user(), user -> (long) numbers.size()));
        }
        return merge.changedUsers.size() == numbers.size()
                ? Optional.of(new NewBatch(numbers.keySet(), merge))
                : Optional.empty();
    }
}
