package org.resultsrelay.delivery.attempts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.resultsrelay.database.LongStatements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The partitions of the table {@code attempts}, one for each day (UTC). Any number of processes may create and drop
 * them: they take turns, and the second finds nothing left to do.
 */
@Component
public class AttemptDays {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'attempts_'uuuuMMdd", Locale.ROOT);
    private static final long TURN = 7_313_001; // names the advisory lock, nothing else

    private final JdbcClient jdbc;
    private final LongStatements longOnes;
    private final TransactionTemplate transaction;

    AttemptDays(JdbcClient jdbc, LongStatements longOnes, DataSource database) {
        this.jdbc = jdbc;
        this.longOnes = longOnes;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** Creates the missing days of these times. Returns how many were missing. */
    public int cover(Collection<Instant> times) {
        return make(times.stream().map(AttemptDays::of).collect(Collectors.toSet()));
    }

    int make(Set<LocalDate> days) {
        Set<LocalDate> missing = new TreeSet<>(days);
        missing.removeAll(existing());
        return missing.isEmpty() ? 0 : change(() -> missing.removeAll(existing()), missing, this::make);
    }

    /** Drops the days before this one with all their attempts. Returns how many there were. */
    int dropBefore(LocalDate first) {
        Set<LocalDate> old = before(first);
        return old.isEmpty() ? 0 : change(() -> old.retainAll(existing()), old, this::drop);
    }

    static LocalDate of(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private Set<LocalDate> before(LocalDate first) {
        return existing().stream().filter(day -> day.isBefore(first)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Looks again once it has its turn. Gives up after a moment, so that settlements do not queue behind it. */
    private int change(Runnable lookAgain, Set<LocalDate> days, Consumer<LocalDate> change) {
        return transaction.execute(status -> {
            longOnes.allow();
            jdbc.sql("set local lock_timeout = '2s'").update();
            jdbc.sql("select pg_advisory_xact_lock(?)").param(TURN).query(row -> {});
            lookAgain.run();
            days.forEach(change);
            return days.size();
        });
    }

    private Set<LocalDate> existing() {
        List<LocalDate> days = jdbc.sql("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'attempts'::regclass
                        """)
                .query((row, n) -> LocalDate.parse(row.getString(1), NAME))
                .list();
        return new TreeSet<>(days);
    }

    /** Created on its own and then attached, because {@code partition of} would lock out writers. */
    private void make(LocalDate day) {
        String name = NAME.format(day);
        jdbc.sql("create table " + name + " (like attempts including defaults including constraints)")
                .update();
        jdbc.sql("alter table attempts attach partition %s for values from ('%sT00:00:00Z') to ('%sT00:00:00Z')"
                        .formatted(name, day, day.plusDays(1)))
                .update();
    }

    private void drop(LocalDate day) {
        jdbc.sql("drop table " + NAME.format(day)).update();
    }
}
