package org.resultsrelay.results;

import java.util.List;

/**
 * Published after the commit by which these users became due: their client should get a newer revision, and no message
 * has announced them yet. Users that were due before, or are being pushed, are not among them.
 */
public record BecameDue(List<DueUser> users) {

    public record DueUser(long clientId, long userId) {}
}
