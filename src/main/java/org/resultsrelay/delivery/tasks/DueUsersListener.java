package org.resultsrelay.delivery.tasks;

/** Whoever pushes users of a client that the database holds as due. Must not block. */
public interface DueUsersListener {

    void lookInDatabase(long clientId);
}
