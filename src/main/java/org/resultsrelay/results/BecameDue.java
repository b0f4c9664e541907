package org.resultsrelay.results;

import java.util.List;

/**
 * Published after the commit by which these users of a client became due: the client should get a newer revision, and no
 * message has announced them yet. Users that were due before, or are being pushed, are not among them.
 */
public record BecameDue(long clientId, List<Long> userIds) {}
