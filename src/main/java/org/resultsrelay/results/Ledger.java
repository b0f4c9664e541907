package org.resultsrelay.results;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.resultsrelay.results.Entry.UserKey;
import org.resultsrelay.results.LedgerStatements.Locked;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes batches of events, each batch in one transaction: as if nothing of it were stored, and if that is wrong, lock the
 * users, look, judge, write.
 */
@Component
class Ledger {

    private static final int TRIES = 3;
    private static final Duration LOOK_AFTER_OBJECTION = Duration.ofSeconds(1);

    private final LedgerStatements statements;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile Instant lookUntil = Instant.MIN;

    Ledger(LedgerStatements statements, DataSource database, Clock clock) {
        this.statements = statements;
        this.transaction =
                new TransactionTemplate(new JdbcTransactionManager(database)); // no entities here, so no session
        this.clock = clock;
    }

    /**
     * Answers entry by entry, in order. Where PostgreSQL has objected to a batch, the next ones may well repeat something too:
     * these are looked at beforehand, so that objections stay few in its log.
     */
    List<Receipt> record(List<Entry> entries) {
        Optional<NewBatch> presumed = mayPresume() ? NewBatch.of(entries) : Optional.empty();
        return presumed.map(batch -> recordAsNew(batch, entries)).orElseGet(() -> recordWithLook(entries));
    }

    /** The statements that presume end the transaction themselves: so it must be their own. */
    private boolean mayPresume() {
        return !TransactionSynchronizationManager.isActualTransactionActive()
                && !clock.instant().isBefore(lookUntil);
    }

    private List<Receipt> recordAsNew(NewBatch presumed, List<Entry> entries) {
        try {
            transaction.executeWithoutResult(status -> statements.writeNew(presumed, now()));
            return presumed.merge().receipts;
        } catch (DuplicateKeyException e) {
            lookUntil = clock.instant().plus(LOOK_AFTER_OBJECTION);
            return recordWithLook(entries);
        } catch (ConcurrencyFailureException e) {
            return recordWithLook(entries);
        }
    }

    /**
     * Another transaction may take the same event id for another user between our look and our write; the next try sees it. And
     * PostgreSQL may end our transaction so that another can go on, as in a deadlock; the next try comes after that other.
     */
    private List<Receipt> recordWithLook(List<Entry> entries) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.execute(status -> write(entries));
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private List<Receipt> write(List<Entry> entries) {
        Instant now = now();
        var merge = new BatchMerge();
        Map<UserKey, Locked> users = statements.lockAndLook(entries, merge, now);
        entries.forEach(entry ->
                merge.judge(entry, users.getOrDefault(entry.user(), Locked.NONE).id()));
        statements.retire(merge.replaced);
        statements.insert(merge.additions, raised(users, merge.changedUsers), now);
        statements.lower(unchanged(users, merge.changedUsers));
        return merge.receipts;
    }

    private static Set<Long> unchanged(Map<UserKey, Locked> users, Set<Long> changed) {
        Set<Long> unchanged = users.values().stream().map(Locked::id).collect(Collectors.toCollection(HashSet::new));
        unchanged.removeAll(changed);
        return unchanged;
    }

    private static List<RaisedRevision> raised(Map<UserKey, Locked> users, Set<Long> changed) {
        return users.entrySet().stream()
                .filter(user -> changed.contains(user.getValue().id()))
                .map(user -> new RaisedRevision(
                        user.getKey().clientId(),
                        user.getValue().id(),
                        user.getValue().revision()))
                .toList();
    }
}
