package org.resultsrelay.clients;

import java.net.InetAddress;

/** Where summaries may be sent. {@code delivery} implements it. */
public interface AllowedTargets {

    boolean allow(InetAddress address);
}
