package org.resultsrelay.audit;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.access.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Records every request that may change something before it is done, so that nothing is done if the row cannot be
 * written. At the end of the request the row gets its outcome; a refused request has changed nothing, and its row is
 * removed.
 */
@Component
class RequestAudit implements HandlerInterceptor, WebMvcConfigurer {

    /** Posts by platforms are no actions of an administrator: results and quarantine keep them. */
    static final String[] OF_PLATFORMS = {"/api/v1/webhooks/**", "/api/v1/sources/**"};

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String ROW = RequestAudit.class.getName();

    private static final Logger log = LoggerFactory.getLogger(RequestAudit.class);

    private final AuditRows rows;

    RequestAudit(AuditRows rows) {
        this.rows = rows;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**").excludePathPatterns(OF_PLATFORMS);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !READING.contains(request.getMethod())) {
            request.setAttribute(
                    ROW,
                    rows.begin(
                            actor(request),
                            action(method),
                            Route.subject(request, null),
                            Route.query(request, method)));
        }
        return true;
    }

    private static Actor actor(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Authentication known
                && known.getPrincipal() instanceof Caller caller) {
            return Actor.of(caller, request.getRemoteAddr());
        }
        throw new IllegalStateException("A request that may change something came through without a token");
    }

    private static String action(HandlerMethod method) {
        Operation operation = method.getMethodAnnotation(Operation.class);
        return operation == null || operation.operationId().isEmpty()
                ? method.getMethod().getName()
                : operation.operationId();
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
        if (request.getAttribute(ROW) instanceof Long row) {
            try {
                end(row, request, response);
            } catch (DataAccessException | TransactionException away) {
                log.error(
                        "{} {} was answered {}, which could not be noted: row {} of the audit trail says UNKNOWN.",
                        request.getMethod(),
                        request.getRequestURI(),
                        response.getStatus(),
                        row,
                        away);
            }
        }
    }

    /** After a 5xx the row stays unknown: the action may have been done in part. */
    private void end(long row, HttpServletRequest request, HttpServletResponse response) {
        if (response.getStatus() < 400 && !Audit.hasNoted(request)) {
            rows.done(row, Route.subject(request, response.getHeader(HttpHeaders.LOCATION)), PatchedFields.of(request));
        } else if (response.getStatus() < 500) {
            rows.remove(row);
        }
    }
}
