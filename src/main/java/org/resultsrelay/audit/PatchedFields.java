package org.resultsrelay.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The names of the fields in a merge patch, such as endpoint_url, never their values. */
@ControllerAdvice
class PatchedFields extends RequestBodyAdviceAdapter {

    private static final String FIELDS = PatchedFields.class.getName();

    private final JsonMapper json;

    PatchedFields(JsonMapper json) {
        this.json = json;
    }

    static String of(HttpServletRequest request) {
        return request.getAttribute(FIELDS) instanceof String fields ? fields : "";
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return parameter.hasMethodAnnotation(PatchMapping.class);
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && body instanceof byte[] patch) {
            request.setAttribute(FIELDS, fields(patch), RequestAttributes.SCOPE_REQUEST);
        }
        return body;
    }

    private String fields(byte[] patch) {
        try {
            return String.join(", ", json.readTree(patch).propertyNames());
        } catch (JacksonException e) {
            return ""; // the operation refuses it and says why
        }
    }
}
