package org.resultsrelay.support;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rows a piece of work reads of a table, by its indexes or whole: what its plans are worth. Only within a transaction. */
public record RowsRead(JdbcClient jdbc, String table) {

    /** So often a statement is run before its plan is kept: the driver prepares the fifth. */
    public static final int UNTIL_PLANNED = 6;

    public long by(Runnable work) {
        long before = soFar();
        work.run();
        return soFar() - before;
    }

    private long soFar() {
        return jdbc.sql("""
                select coalesce(sum(pg_stat_get_xact_tuples_returned(relation)), 0) from (
                    select indexrelid as relation from pg_index where indrelid = cast(? as regclass)
                    union all select cast(? as regclass)
                )
                """).params(table, table).query(Long.class).single();
    }
}
