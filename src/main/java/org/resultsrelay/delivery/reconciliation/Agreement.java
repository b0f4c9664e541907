package org.resultsrelay.delivery.reconciliation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.push.SummaryPayload;
import org.resultsrelay.delivery.reconciliation.Digests.Digest;
import org.resultsrelay.delivery.reconciliation.WantedUsers.Bucket;
import org.resultsrelay.delivery.reconciliation.WantedUsers.Held;
import org.resultsrelay.paging.Cursor;
import org.resultsrelay.paging.Page;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Summary;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells a client company what it should have: everyone's newest summary, or just enough to see where it differs. */
@Component
class Agreement {

    static final int BUCKETS = 256;

    private final WantedUsers wanted;
    private final Results results;
    private final TransactionTemplate reading;
    private final Semaphore oneAtATime = new Semaphore(1);

    Agreement(WantedUsers wanted, Results results, PlatformTransactionManager transactions) {
        this.wanted = wanted;
        this.results = results;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** A page costs two statements, each by an index. */
    Page<SummaryPayload> summaries(Client client, @Nullable String cursor, int limit) {
        List<Long> ids = wanted.after(client.id(), Cursor.position(cursor), limit + 1);
        Map<Long, Summary> byId =
                results.summaries(ids).stream().collect(Collectors.toMap(Summary::userId, Function.identity()));
        List<SummaryPayload> all = ids.stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(summary -> SummaryPayload.of(client, summary))
                .toList();
        return Page.of(all, limit, SummaryPayload::userId);
    }

    Page<Held> bucket(Client client, int bucket, @Nullable String cursor, int limit) {
        return Page.of(wanted.inBucket(client.id(), bucket, Cursor.position(cursor), limit + 1), limit, Held::userId);
    }

    /** All buckets, the empty ones too. Reads every user, so one caller at a time is served by one relay. */
    Digests digests(Client client) {
        if (!oneAtATime.tryAcquire()) {
            throw new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "digests-being-read",
                            "Digests are being read",
                            "Somebody else's digests are worked out now; ask again after the time in Retry-After.")
                    .retryAfter(Duration.ofSeconds(5));
        }
        try {
            return reading.execute(
                    status -> Digests.of(client, results.epoch(client.id()), padded(wanted.buckets(client.id()))));
        } finally {
            oneAtATime.release();
        }
    }

    private static List<Digest> padded(List<Bucket> found) {
        Map<Integer, Bucket> byNumber = found.stream().collect(Collectors.toMap(Bucket::number, Function.identity()));
        return IntStream.range(0, BUCKETS)
                .mapToObj(number -> byNumber.getOrDefault(number, new Bucket(number, 0, 0, new byte[32])))
                .map(Digest::of)
                .toList();
    }
}
