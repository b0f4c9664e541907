package org.resultsrelay.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Front door: records an action in the action's own transaction. It is for actions of the chat and of the relay itself,
 * and for those with more to say than their request shows. {@link RequestAudit} records every other request.
 */
@Component
public class Audit {

    private static final String NOTED = Audit.class.getName();

    private final AuditRows rows;

    Audit(AuditRows rows) {
        this.rows = rows;
    }

    /** {@code action}: the API's name of the operation. {@code subject}: incident:17, client:acme, user:acme/u-17. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor who, String action, String subject, String detail) {
        rows.add(who, action, subject, detail);
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(NOTED, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Whether this request's action has recorded itself. */
    static boolean hasNoted(HttpServletRequest request) {
        return request.getAttribute(NOTED) != null;
    }
}
