package org.resultsrelay.problems;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a broken connection from a mistake of ours, whatever the layers above have wrapped around it. */
public final class LostConnection {

    private static final String CONNECTION_EXCEPTION = "08";
    private static final String OPERATOR_INTERVENTION = "57P";

    private LostConnection() {}

    public static boolean isBehind(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, t -> t == null ? null : t.getCause())
                .takeWhile(t -> t != null)
                .anyMatch(t -> t instanceof SQLException sql && saysSo(sql.getSQLState()));
    }

    /** The pool answers for a connection it has thrown away without any state. */
    private static boolean saysSo(@Nullable String state) {
        return state == null || state.startsWith(CONNECTION_EXCEPTION) || state.startsWith(OPERATOR_INTERVENTION);
    }
}
