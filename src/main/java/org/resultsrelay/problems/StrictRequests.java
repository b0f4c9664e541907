package org.resultsrelay.problems;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses query parameters that the addressed handler does not declare, as {@link StrictBody} bodies refuse unknown fields:
 * otherwise a filter with a typo in its name would list everything. It also refuses wildcards as a body's type, at
 * which Spring MVC itself fails.
 */
@Component
class StrictRequests implements HandlerInterceptor, WebMvcConfigurer {

    private static final String API = "/api/";

    /** Platforms' requests may have any parameters and fields, so that no result is lost. */
    private static final List<String> OF_PLATFORMS = List.of("/api/v1/webhooks/", "/api/v1/sources/");

    private static final int BEFORE_ALL = -1;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_ERRORS = 50;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(BEFORE_ALL); // a refused request is not recorded
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        String path = request.getRequestURI();
        if (path.startsWith(API)
                && OF_PLATFORMS.stream().noneMatch(path::startsWith)
                && handler instanceof HandlerMethod method) {
            requireConcrete(request.getContentType());
            if (request.getQueryString() != null) {
                requireDeclared(QueryParameters.of(method), request);
            }
        }
        return true;
    }

    private static void requireConcrete(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
        if (contentType != null && contentType.contains("*")) {
            throw new HttpMediaTypeNotSupportedException("A body has one type");
        }
    }

    private static void requireDeclared(List<String> declared, HttpServletRequest request) {
        List<FieldError> errors = new ArrayList<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!declared.contains(name)) {
                errors.add(new FieldError(shown(name), "is not known here: " + known(declared)));
            } else if (values.length > 1) {
                errors.add(new FieldError(name, "appears more than once: send it once"));
            } else if (values[0].chars().anyMatch(Character::isISOControl)) {
                errors.add(new FieldError(name, "must not contain control characters"));
            }
        });
        if (!errors.isEmpty()) {
            throw InvalidRequest.problem(errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
        }
    }

    private static String known(List<String> declared) {
        return declared.isEmpty()
                ? "send no query"
                : "use one of " + declared.stream().sorted().collect(joining(", "));
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
