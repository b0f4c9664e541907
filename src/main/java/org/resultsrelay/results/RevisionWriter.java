package org.resultsrelay.results;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes down raised revisions for whoever acts on them: one statement, in the transaction that raised them and with the same
 * trip to the database.
 */
public interface RevisionWriter {

    String sql();

    /** Each user is named once. */
    Object[] parameters(List<RaisedRevision> raised);

    /** What the statement returned; the commit comes later. */
    void written(ResultSet rows) throws SQLException;
}
