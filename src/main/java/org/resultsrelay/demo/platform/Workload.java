package org.resultsrelay.demo.platform;

import java.io.IOException;

/** The results that the platform posts: simulated ones, or those of a file. */
public interface Workload {

    /** What is printed beforehand. */
    String announcement();

    /** Posts all results, and returns when the last one has been answered. */
    void post(WebhookSender sender) throws IOException, InterruptedException;
}
