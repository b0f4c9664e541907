package org.resultsrelay.problems;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** The problems that any address can have. */
final class CommonProblems {

    private CommonProblems() {}

    static Problem internalError() {
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Internal error",
                "The relay failed, and its log says why. Sending the same request again is safe.");
    }

    static Problem methodNotAllowed(HttpRequestMethodNotSupportedException e) {
        String[] methods = Objects.requireNonNullElse(e.getSupportedMethods(), new String[0]);
        return problem(
                HttpStatus.METHOD_NOT_ALLOWED,
                e.getMethod() + " is not possible here; send " + String.join(" or ", methods)
                        + ". /v3/api-docs describes what this address takes.");
    }

    static Problem unsupportedMediaType(String supported) {
        return problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "Send the body with Content-Type: " + (supported.isEmpty() ? "application/json" : supported) + ".");
    }

    static Problem notAcceptable(String supported) {
        return problem(
                HttpStatus.NOT_ACCEPTABLE,
                "This is answered as " + (supported.isEmpty() ? "application/json" : supported)
                        + ": name it in Accept, or leave Accept out.");
    }

    static Problem unreadableQuery() {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The query cannot be read. Percent-encode names and values in UTF-8, give each value a name, and send each"
                        + " parameter once.");
    }

    /** For a status without a description of its own; the slug is the status's name. */
    static Problem of(HttpStatusCode code) {
        HttpStatus status = Objects.requireNonNullElse(HttpStatus.resolve(code.value()), HttpStatus.BAD_REQUEST);
        return switch (status) {
            case NOT_FOUND ->
                problem(status, "There is nothing at this address. /v3/api-docs describes every address there is.");
            case CONTENT_TOO_LARGE -> problem(status, "Send a smaller body.");
            case BAD_REQUEST ->
                problem(
                        status,
                        "The request line or a header cannot be read, or is longer than 8 KiB. Percent-encode"
                                + " the address, and send fewer or shorter headers.");
            case EXPECTATION_FAILED -> problem(status, "Send Expect: 100-continue, or leave Expect out.");
            // Tomcat's messages for a request that it cannot read: the sender's mistake
            case NOT_IMPLEMENTED ->
                problem(
                        HttpStatus.BAD_REQUEST,
                        "This method or Transfer-Encoding is not known here. Send the body with Content-Length, or with"
                                + " Transfer-Encoding: chunked and no other.");
            case HTTP_VERSION_NOT_SUPPORTED -> problem(HttpStatus.BAD_REQUEST, "Send the request in HTTP/1.1.");
            case SERVICE_UNAVAILABLE -> problem(status, "Send the same request again in a moment.");
            default ->
                status.is5xxServerError()
                        ? internalError()
                        : problem(
                                status, "The request cannot be accepted as it is. /v3/api-docs describes what can be.");
        };
    }

    private static Problem problem(HttpStatus status, String detail) {
        String slug = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return new Problem(status, slug, status.getReasonPhrase(), detail, List.of());
    }
}
