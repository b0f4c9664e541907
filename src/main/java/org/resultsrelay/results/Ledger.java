package org.resultsrelay.results;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.resultsrelay.results.LedgerEntry.UserKey;
import org.resultsrelay.results.LedgerStatements.DueUser;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes each batch of events in one transaction. It first writes as if nothing were stored, which is true of nearly
 * every batch, and looks only if PostgreSQL objects.
 */
@Component
class Ledger {

    private static final int TRIES = 3;
    private static final Duration LOOK_AFTER_OBJECTION = Duration.ofSeconds(1);

    private final LedgerStatements statements;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final IntakeLoad load = new IntakeLoad(System::nanoTime);
    private volatile Instant lookUntil = Instant.MIN;
    private volatile Instant lookForIdsUntil = Instant.MIN;

    Ledger(LedgerStatements statements, DataSource database, ApplicationEventPublisher events, Clock clock) {
        this.statements = statements;
        this.transaction =
                new TransactionTemplate(new JdbcTransactionManager(database)); // no entities here, so no session
        this.events = events;
        this.clock = clock;
    }

    IntakeLoad load() {
        return load;
    }

    private record Written(List<Receipt> receipts, List<DueUser> due) {}

    /** Returns one receipt for each entry, in order. */
    List<Receipt> record(List<LedgerEntry> entries) {
        Written written = mayBeNew(entries) ? writeAsNew(entries) : writeAfterLook(entries);
        load.committed(entries.size(), (int)
                written.due.stream().filter(user -> !user.again()).count());
        written.due.stream()
                .collect(groupingBy(DueUser::clientId, mapping(DueUser::userId, toList())))
                .forEach((client, users) -> events.publishEvent(new BecameDue(client, users)));
        return written.receipts;
    }

    /**
     * The attempt of an event without number and id depends on what is stored. One with an id is most often the user's
     * first at that test; if not, PostgreSQL objects, since the first attempt stands already or the id is there. After
     * PostgreSQL has objected to a batch, the next ones of its kind probably repeat something too, so they are looked at
     * first; that keeps its log short. A batch that is written as new ends its own transaction, so there must be none
     * around it.
     */
    private boolean mayBeNew(List<LedgerEntry> entries) {
        return !clock.instant().isBefore(haveIds(entries) ? lookForIdsUntil : lookUntil)
                && entries.stream()
                        .map(LedgerEntry::submission)
                        .allMatch(submission -> submission.attempt() != null || submission.attemptId() != null)
                && !TransactionSynchronizationManager.isActualTransactionActive();
    }

    private static boolean haveIds(List<LedgerEntry> entries) {
        return entries.stream().anyMatch(entry -> entry.submission().attemptId() != null);
    }

    private Written writeAsNew(List<LedgerEntry> entries) {
        var merge = new BatchMerge();
        entries.forEach(merge::judge);
        try {
            return transaction.execute(status -> new Written(merge.receipts, statements.writeAndCommit(merge, now())));
        } catch (DuplicateKeyException e) {
            Instant until = clock.instant().plus(LOOK_AFTER_OBJECTION);
            if (haveIds(entries)) {
                lookForIdsUntil = until;
            } else {
                lookUntil = until;
            }
            return writeAfterLook(entries);
        } catch (ConcurrencyFailureException e) {
            return writeAfterLook(entries);
        }
    }

    /**
     * Another transaction may store the same event id for another user between our look and our write; the next try
     * sees it. PostgreSQL may also end our transaction in favour of another, as in a deadlock; the next try comes after
     * that one.
     */
    private Written writeAfterLook(List<LedgerEntry> entries) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.execute(status -> lookAndWrite(entries));
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Written lookAndWrite(List<LedgerEntry> entries) {
        Instant now = now();
        var merge = new BatchMerge();
        Set<UserKey> made = statements.lockAndLook(entries, merge, now);
        entries.forEach(merge::judge);
        statements.retire(merge.replaced);
        List<DueUser> due = merge.additions.isEmpty() ? List.of() : statements.write(merge, now);
        made.removeAll(merge.changedUsers);
        statements.remove(made);
        return new Written(merge.receipts, due);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
