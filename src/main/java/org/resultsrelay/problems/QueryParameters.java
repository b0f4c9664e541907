package org.resultsrelay.problems;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** The query parameters that a handler declares. */
public final class QueryParameters {

    private QueryParameters() {}

    /** Their names, in the order of the declaration. */
    public static List<String> of(HandlerMethod handler) {
        return Stream.of(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(QueryParameters::name)
                .toList();
    }

    private static String name(Parameter parameter) {
        RequestParam declared = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
        return declared != null && StringUtils.hasText(declared.name()) ? declared.name() : parameter.getName();
    }
}
