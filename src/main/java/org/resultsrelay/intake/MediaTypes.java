package org.resultsrelay.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Webhooks are uncompressed JSON in UTF-8: a small compressed body could expand to a large one. */
final class MediaTypes {

    private static final int LONGEST_SHOWN = 100;

    private MediaTypes() {}

    /** What is wrong with the body's headers; null if nothing is. */
    static @Nullable Problem complaint(HttpServletRequest request) {
        if (!isJson(request.getContentType())) {
            return unsupported(
                    "Send the body as Content-Type: application/json, in UTF-8; "
                            + sent(HttpHeaders.CONTENT_TYPE, request.getContentType()) + ".",
                    HttpHeaders.ACCEPT,
                    MediaType.APPLICATION_JSON_VALUE);
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            return unsupported(
                    "Send the body without Content-Encoding, uncompressed; "
                            + sent(HttpHeaders.CONTENT_ENCODING, encoding) + ".",
                    HttpHeaders.ACCEPT_ENCODING,
                    "identity");
        }
        return null;
    }

    private static String sent(String header, @Nullable String value) {
        if (value == null) {
            return "it came without " + header;
        }
        return "it came with " + header + ": " + value.substring(0, Math.min(value.length(), LONGEST_SHOWN));
    }

    private static boolean isJson(@Nullable String contentType) {
        if (MediaType.APPLICATION_JSON_VALUE.equals(contentType)) {
            return true;
        }
        if (contentType == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static Problem unsupported(String detail, String header, String value) {
        Problem problem = new Problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Unsupported media type", detail);
        problem.getHeaders().set(header, value);
        return problem;
    }
}
