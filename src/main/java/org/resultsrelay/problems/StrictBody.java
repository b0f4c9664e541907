package org.resultsrelay.problems;

/**
 * A request body that is read strictly: an unknown field, a wrong kind of value or a repeated field is refused, so that
 * no typo in a setting goes unnoticed.
 */
public interface StrictBody {}
