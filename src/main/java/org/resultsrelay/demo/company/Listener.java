package org.resultsrelay.demo.company;

/** Hears what reaches the company; called on the thread of the request. */
public interface Listener {

    /** A newer summary was applied. */
    void applied(Summary summary);

    /** A summary older than the one applied arrived; the relay promises that this never happens. */
    void wentBackward(Summary summary, long appliedRevision);

    /** A request without a right signature was refused. */
    void refusedSignature(String webhookId);
}
