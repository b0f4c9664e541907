package org.resultsrelay.problems;

/** One invalid field of a request: where it stands ({@code result.score}) and what to fix. */
public record FieldError(String field, String message) {}
