package org.resultsrelay.results;

/** What stands for this user has changed: the user's new revision. */
record RaisedRevision(long clientId, long userId, long revision) {}
