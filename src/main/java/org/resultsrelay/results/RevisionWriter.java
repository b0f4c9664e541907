package org.resultsrelay.results;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes down raised revisions for whoever acts on them: in the transaction that raised them, and with the same trip to the
 * database.
 */
public interface RevisionWriter {

    /** How a statement goes on that began with {@code with raised (user_id, client_id, revision) as (…)}, each user once. */
    String sql();

    /** For the placeholders of this part, in order. */
    Object[] parameters();

    /** What the statement returned; the commit comes later. */
    void written(ResultSet rows) throws SQLException;
}
