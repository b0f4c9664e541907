package org.resultsrelay.quarantine;

import java.util.List;

/** Keeps what could not be used. */
public interface Quarantine {

    /** Stores each; the same content from the same source is stored once and counted. */
    void keep(List<Kept> kept);
}
