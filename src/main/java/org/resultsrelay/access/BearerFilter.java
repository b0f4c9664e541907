package org.resultsrelay.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the caller behind {@code Authorization: Bearer …}. The security rules decide whether the caller may pass. */
class BearerFilter extends OncePerRequestFilter {

    /** Longer than any of our tokens: not worth hashing. */
    private static final int MAX_LENGTH = 512;

    private static final String SCHEME = "Bearer ";

    private final TokenAuthentication tokens;
    private final AccessDenials refusals;

    BearerFilter(TokenAuthentication tokens, AccessDenials refusals) {
        this.tokens = tokens;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            caller(request).ifPresent(BearerFilter::authenticate);
        } catch (DataAccessException | TransactionException e) {
            refusals.storageAway(response, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() || token.length() > MAX_LENGTH
                ? Optional.empty()
                : tokens.caller(new BearerToken(token));
    }

    private static void authenticate(Caller caller) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                caller, "", List.of(new SimpleGrantedAuthority(caller.scope().authority()))));
        SecurityContextHolder.setContext(context);
    }
}
