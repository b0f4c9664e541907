package org.resultsrelay.problems;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** Our texts for what Spring MVC refuses before a controller is reached. */
final class MvcProblems {

    private MvcProblems() {}

    static Problem of(Exception e, HttpStatusCode status) {
        return switch (e) {
            case MethodArgumentNotValidException invalid -> InvalidRequest.problem(errors(invalid.getBindingResult()));
            case HandlerMethodValidationException invalid ->
                InvalidRequest.problem(invalid.getParameterValidationResults().stream()
                        .flatMap(MvcProblems::errors)
                        .toList());
            case MethodArgumentTypeMismatchException wrong -> InvalidRequest.problem(wrong.getName(), kind(wrong));
            case MissingServletRequestParameterException missing ->
                InvalidRequest.problem(missing.getParameterName(), "is needed in the query");
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case HttpRequestMethodNotSupportedException wrong -> CommonProblems.methodNotAllowed(wrong);
            case HttpMediaTypeNotSupportedException wrong ->
                CommonProblems.unsupportedMediaType(list(wrong.getSupportedMediaTypes()));
            case HttpMediaTypeNotAcceptableException wrong ->
                CommonProblems.notAcceptable(list(wrong.getSupportedMediaTypes()));
            default -> CommonProblems.of(status);
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        return e.getCause() instanceof JacksonException json
                ? UnreadableBody.problem(json)
                : InvalidRequest.problem("", "send a JSON body");
    }

    private static List<FieldError> errors(BindingResult result) {
        return result.getFieldErrors().stream()
                .map(error -> InvalidRequest.error(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList();
    }

    private static Stream<FieldError> errors(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return errors((BindingResult) body).stream();
        }
        String name = String.valueOf(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream()
                .map(error -> InvalidRequest.error(name, String.valueOf(error.getDefaultMessage())));
    }

    private static String kind(TypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        boolean number = type != null && (Number.class.isAssignableFrom(type) || type.isPrimitive());
        return number ? "must be a whole number" : "cannot be read";
    }

    private static String list(List<MediaType> types) {
        return String.join(
                ", ", types.stream().map(MediaType::toString).distinct().toList());
    }
}
