package org.resultsrelay.demo.company;

/** Is called, on the request's thread, for what arrives at the company. */
public interface SummaryListener {

    /** A newer summary was applied. */
    void applied(Summary summary);

    /** An older summary than the applied one arrived, which the relay promises never to send. */
    void wentBackward(Summary summary, long appliedRevision);

    /** A request without a valid signature was refused. */
    void refusedSignature(String webhookId);
}
