package org.resultsrelay.clients;

import java.net.InetAddress;

/** Where summaries may be sent, told by whoever delivers. */
public interface Targets {

    boolean allow(InetAddress address);
}
