package org.resultsrelay.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The door takes JSON in UTF-8, uncompressed: a small compressed body could hold a large one. */
final class MediaTypes {

    private MediaTypes() {}

    static void requireJson(HttpServletRequest request) {
        if (!isJson(request.getContentType())) {
            throw unsupported(
                    "Send the body as Content-Type: application/json, in UTF-8.",
                    HttpHeaders.ACCEPT,
                    MediaType.APPLICATION_JSON_VALUE);
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw unsupported(
                    "Send the body without Content-Encoding: compressed bodies are not taken.",
                    HttpHeaders.ACCEPT_ENCODING,
                    "identity");
        }
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
