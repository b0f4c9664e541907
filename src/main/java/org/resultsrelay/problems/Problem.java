package org.resultsrelay.problems;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refused request, thrown from anywhere behind a controller; its slug becomes the stable {@code type}. */
public class Problem extends ErrorResponseException {

    private static final String TYPES = "urn:results-relay:problem:";

    public Problem(HttpStatus status, String slug, String title, String detail) {
        this(status, slug, title, detail, List.of());
    }

    public Problem(HttpStatus status, String slug, String title, String detail, List<FieldError> errors) {
        super(status, body(status, slug, title, detail, errors), null);
    }

    /** Tells the caller when to come back; whole seconds, at least one. */
    public Problem retryAfter(java.time.Duration wait) {
        getHeaders()
                .set(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        return this;
    }

    /** The same answer for places outside Spring MVC, such as the security chain. */
    public static ProblemDetail body(
            HttpStatus status, String slug, String title, String detail, List<FieldError> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + slug));
        problem.setTitle(title);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }
}
