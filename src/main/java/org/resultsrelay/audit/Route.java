package org.resultsrelay.audit;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.QueryParameters;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UriUtils;

/** What a request is about, according to its route: {@code /clients/{key}/tokens/{id}} is about token:acme/7. */
final class Route {

    private static final String ROOT = "/api/v1/";

    /** The most that an index entry holds in any script. */
    private static final int LONGEST = 500;

    private Route() {}

    /** {@code location}: the address of what the request has created. */
    static String subject(HttpServletRequest request, @Nullable String location) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                .substring(ROOT.length());
        String kind = "";
        String literal = "";
        List<String> names = new ArrayList<>();
        for (String segment : pattern.split("/", -1)) {
            if (segment.startsWith("{")) {
                names.add(variable(request, segment.substring(1, segment.length() - 1)));
                kind = literal;
            } else {
                literal = segment;
            }
        }
        String collection = request.getRequestURI() + "/";
        if (location != null && location.startsWith(collection)) {
            names.add(UriUtils.decode(location.substring(collection.length()), StandardCharsets.UTF_8));
            kind = literal;
        }
        return names.isEmpty() ? pattern : storable(singular(kind) + ":" + String.join("/", names));
    }

    private static String variable(HttpServletRequest request, String name) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? String.valueOf(variables.get(name))
                : "";
    }

    private static String singular(String collection) {
        return collection.endsWith("s") ? collection.substring(0, collection.length() - 1) : collection;
    }

    /**
     * The query parameters that the operation declares, such as capacity=100. Others may be anything and are left out.
     */
    static String query(HttpServletRequest request, HandlerMethod method) {
        return storable(QueryParameters.of(method).stream()
                .filter(name -> request.getParameter(name) != null)
                .map(name -> name + "=" + request.getParameter(name))
                .collect(joining(" ")));
    }

    /** PostgreSQL's text holds no NUL. A request with one is refused later, and nobody needs its full text here. */
    private static String storable(String text) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}
