package org.resultsrelay.access;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Allows admins, and a client company's own token for what concerns itself. */
class OwnClient implements AuthorizationManager<RequestAuthorizationContext> {

    static final RequestMatcher PATHS =
            new OrRequestMatcher(path("summaries"), path("digests"), path("digests/{bucket}"));

    private final Clients clients;

    OwnClient(Clients clients) {
        this.clients = clients;
    }

    private static RequestMatcher path(String end) {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/api/v1/clients/{key}/" + end);
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication caller = authentication.get();
        return new AuthorizationDecision(caller != null
                && caller.getPrincipal() instanceof Caller known
                && passes(known, context.getVariables().get("key")));
    }

    private boolean passes(Caller caller, @Nullable String key) {
        return switch (caller.scope()) {
            case ADMIN -> true;
            case INTAKE -> false;
            case CLIENT ->
                key != null
                        && clients.find(key)
                                .filter(client -> Long.valueOf(client.id()).equals(caller.clientId()))
                                .isPresent();
        };
    }

    /** Whether the caller has the right scope, so that only the client can be the wrong one. */
    static boolean isAnothers(@Nullable Authentication authentication) {
        return authentication != null
                && authentication.getPrincipal() instanceof Caller known
                && known.scope() == Scope.CLIENT;
    }
}
