package org.resultsrelay.access;

import org.jspecify.annotations.Nullable;

/** Whose token a request carries: the authentication's principal. {@code clientId} is null for scope ADMIN. */
public record Caller(long tokenId, @Nullable Long clientId, Scope scope) {}
