package org.resultsrelay.database;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Says what to grant if the relay's role may not create the relay's tables. */
class NoRightAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        return NestedExceptionUtils.getMostSpecificCause(cause) instanceof SQLException refused
                        && SqlState.INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())
                ? new FailureAnalysis(
                        "The relay's role may not create its tables in PostgreSQL: " + refused.getMessage(),
                        "Make the role of SPRING_DATASOURCE_USERNAME the owner of the relay's database and of all tables in"
                                + " it: alter database relay owner to the_role.",
                        cause)
                : null;
    }
}
