package org.resultsrelay.clients;

/** Pushes all summaries of a client anew once they look different; done by whoever delivers, on whom clients do not depend. */
public interface SummaryRefresh {

    /** In the transaction that changes the client; says which task it is. */
    long begin(Client client);
}
