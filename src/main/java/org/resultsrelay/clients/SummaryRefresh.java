package org.resultsrelay.clients;

/**
 * Pushes all summaries of a client again once they look different. {@code tasks} implements it, so clients do not
 * depend on it.
 */
public interface SummaryRefresh {

    /** Runs in the transaction that changes the client. Returns the number of the task. */
    long begin(Client client);
}
