package org.resultsrelay.problems;

/** One field of a request that cannot be taken: where it stands ({@code result.score}) and what to mend. */
public record FieldError(String field, String message) {}
