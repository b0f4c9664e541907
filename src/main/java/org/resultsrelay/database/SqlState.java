package org.resultsrelay.database;

import java.util.Set;

/** What PostgreSQL's error codes say about the database itself. */
final class SqlState {

    private static final String CONNECTION_EXCEPTION = "08";
    private static final String READ_ONLY = "25006";
    private static final Set<String> SESSION_ENDED = Set.of("25P03", "25P04"); // by one of its timeouts
    static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String INSUFFICIENT_RESOURCES = "53";
    private static final String OPERATOR_INTERVENTION = "57P";
    private static final String SYSTEM_ERROR = "58";
    private static final String ROLLED_BACK = "40"; // a deadlock, a serialization failure
    private static final Set<String> TOO_SLOW = Set.of("55P03", "57014"); // lock_timeout, statement_timeout
    private static final Set<String> CORRUPTED = Set.of("XX001", "XX002"); // a table, an index

    private SqlState() {}

    static boolean isFault(String state) {
        return isOfEveryConnection(state)
                || state.equals(INSUFFICIENT_PRIVILEGE)
                || state.startsWith(INSUFFICIENT_RESOURCES)
                || state.startsWith(SYSTEM_ERROR)
                || CORRUPTED.contains(state);
    }

    /** If one connection meets this, all others will too: the server is gone, or has become a standby. */
    static boolean isOfEveryConnection(String state) {
        return state.startsWith(CONNECTION_EXCEPTION)
                || state.equals(READ_ONLY)
                || SESSION_ENDED.contains(state)
                || state.startsWith(OPERATOR_INTERVENTION);
    }

    static boolean isContention(String state) {
        return state.startsWith(ROLLED_BACK) || TOO_SLOW.contains(state);
    }
}
