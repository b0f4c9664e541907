package org.resultsrelay.clients;

/** A client was created or changed. Cached copies are outdated once this is committed. */
public record ClientChanged(long id, String key) {}
