package org.resultsrelay.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.problems.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers refusals of the security chain with the same problem details as everything behind it. */
@Component
class AccessDenials implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final ProblemWriter writer;
    private final DatabaseFaults faults;

    AccessDenials(ProblemWriter writer, DatabaseFaults faults) {
        this.writer = writer;
        this.faults = faults;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer");
        write(
                response,
                HttpStatus.UNAUTHORIZED,
                sent ? "invalid-token" : "token-needed",
                sent
                        ? "This token is unknown, revoked or expired. Ask the relay's administrator for a new one."
                        : "Send a token from the relay's administrator: Authorization: Bearer <token>.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        if (OwnClient.PATHS.matches(request)
                && OwnClient.isAnothers(SecurityContextHolder.getContext().getAuthentication())) {
            anothers(response);
        } else {
            scopeNeeded(request, response);
        }
    }

    private void anothers(HttpServletResponse response) throws IOException {
        write(
                response,
                HttpStatus.FORBIDDEN,
                "another-client",
                "This token belongs to another client company: put that company's own key into the path, or ask the "
                        + "relay's administrator for a token of this one.");
    }

    private void scopeNeeded(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String needed = SecurityRules.neededScope(request);
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"" + needed + "\"");
        write(
                response,
                HttpStatus.FORBIDDEN,
                "scope-needed",
                "This needs a token with the scope " + needed + "; the token that was sent has another.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException {
        write(
                response,
                HttpStatus.BAD_REQUEST,
                "unacceptable-request",
                "The request's address, method or a header has characters that are not allowed. Percent-encode the "
                        + "path, and leave out control characters.");
    }

    void storageAway(HttpServletResponse response, RuntimeException e) throws IOException {
        faults.met(e);
        writer.write(response, Problem.storageAway());
    }

    private void write(HttpServletResponse response, HttpStatus status, String slug, String detail) throws IOException {
        writer.write(response, new Problem(status, slug, status.getReasonPhrase(), detail, List.of()));
    }
}
