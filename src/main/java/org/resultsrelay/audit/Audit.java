package org.resultsrelay.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The front door: notes a deed in the deed's own transaction. It is for deeds of the chat and of the relay itself, and for those
 * that know more to say than their request does; every other request is noted by itself ({@link RequestAudit}).
 */
@Component
public class Audit {

    private static final String NOTED = Audit.class.getName();

    private final AuditRows rows;

    Audit(AuditRows rows) {
        this.rows = rows;
    }

    /** {@code action}: as the API calls the operation. {@code subject}: incident:17, client:acme, user:acme/u-17. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor who, String action, String subject, String detail) {
        rows.add(who, action, subject, detail);
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(NOTED, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Whether what this request did noted itself. */
    static boolean hasNoted(HttpServletRequest request) {
        return request.getAttribute(NOTED) != null;
    }
}
