package org.resultsrelay.access;

import org.jspecify.annotations.Nullable;

/**
 * Whose token a request carries, and the token's name: the authentication's principal. {@code clientId} is null for
 * scope ADMIN.
 */
public record Caller(long tokenId, String name, @Nullable Long clientId, Scope scope) {}
