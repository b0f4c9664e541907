package org.resultsrelay.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.resultsrelay.access.TokenAuthentication.TokenRevoked;
import org.resultsrelay.problems.InvalidRequest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates, lists and revokes a client's tokens. Every method is one transaction. */
@Component
@Transactional
class TokenActions {

    /** Ten years, leap days included. */
    private static final Duration LONGEST = Duration.ofDays(3_653);

    private final AccessTokens stored;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TokenActions(AccessTokens stored, ApplicationEventPublisher events, Clock clock) {
        this.stored = stored;
        this.events = events;
        this.clock = clock;
    }

    public TokenView make(long clientId, TokenRequest request) {
        Instant now = clock.instant();
        check(request, now);
        BearerToken token = BearerToken.random();
        AccessToken made = new AccessToken(clientId, request.name(), request.scope(), token.hash(), now);
        made.expireAt(request.expiresAt());
        return TokenView.of(stored.save(made)).with(token);
    }

    private static void check(TokenRequest request, Instant now) {
        if (request.scope() == Scope.ADMIN) {
            throw InvalidRequest.problem(
                    "scope",
                    "give intake or client: an admin token belongs to no client, and RELAY_ADMIN_TOKEN is the one there is");
        }
        Instant end = request.expiresAt();
        if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(LONGEST)))) {
            throw InvalidRequest.problem(
                    "expires_at", "give a time in the future, within ten years, or null for no expiry");
        }
    }

    @Transactional(readOnly = true)
    public List<TokenView> after(long clientId, long id, int limit) {
        return stored.findByClientIdAndIdGreaterThanOrderById(clientId, id, Limit.of(limit)).stream()
                .map(TokenView::of)
                .toList();
    }

    /** False if this client has no such token. */
    public boolean revoke(long clientId, long id) {
        var found = stored.findByIdAndClientId(id, clientId);
        found.ifPresent(token -> {
            stored.delete(token);
            events.publishEvent(new TokenRevoked(token.tokenHash()));
        });
        return found.isPresent();
    }
}
