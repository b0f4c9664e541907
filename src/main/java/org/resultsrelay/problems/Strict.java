package org.resultsrelay.problems;

/** A request body that is taken literally: an unknown field, a wrong kind of value or a repeated field is refused, so that no typo in a setting stays silent. */
public interface Strict {}
