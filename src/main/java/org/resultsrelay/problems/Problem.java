package org.resultsrelay.problems;

import java.net.URI;
import java.time.Duration;
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

    /** Tells the caller when to come back, in whole seconds, at least one. */
    public Problem retryAfter(Duration wait) {
        getHeaders()
                .set(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        return this;
    }

    /** The database is away or overloaded: the request was right, and may be sent again in a moment. */
    public static Problem storageAway() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "storage-unavailable",
                        "Storage unavailable",
                        "Send the same request again after the time in Retry-After.")
                .retryAfter(Duration.ofSeconds(5));
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
