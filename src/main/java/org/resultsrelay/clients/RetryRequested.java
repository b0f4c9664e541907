package org.resultsrelay.clients;

/**
 * Somebody expects pushes to this client company to succeed now: it was resumed, has another endpoint or signing secret, or is
 * simply to be tried again. Every wait ends once this is committed.
 */
public record RetryRequested(long clientId) {}
