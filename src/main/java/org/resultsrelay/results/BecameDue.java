package org.resultsrelay.results;

import java.util.List;

/**
 * Published when it is committed that these users became due: their client should have a newer revision, and nobody was told of
 * them before. Whoever was due already, or is being pushed, is not among them.
 */
public record BecameDue(List<DueUser> users) {

    public record DueUser(long clientId, long userId) {}
}
