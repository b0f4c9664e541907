package org.resultsrelay.clients;

/** A client was made or changed; what is remembered of it is out of date once this is committed. */
public record ClientChanged(long id, String key) {}
