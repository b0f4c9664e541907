package org.resultsrelay.clients;

/**
 * Somebody expects pushes to this client to succeed now: it was resumed, has another endpoint or signing secret, or is
 * to be tried again. Every wait ends once this is committed.
 */
public record RetryRequested(long clientId) {}
