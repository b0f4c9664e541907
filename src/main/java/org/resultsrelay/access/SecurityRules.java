package org.resultsrelay.access;

import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAuthority;
import static org.springframework.security.authorization.AuthorizationManagers.anyOf;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.resultsrelay.clients.Clients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may call which path. A path without a rule needs an admin, so a forgotten one is closed. */
@Configuration(proxyBeanMethods = false)
class SecurityRules {

    private static final RequestMatcher INTAKE =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/api/v1/webhooks/**");

    /** The token is in the path, and the source verifies what comes: see {@code sources}. */
    private static final RequestMatcher SOURCES =
            PathPatternRequestMatcher.withDefaults().matcher("/api/v1/sources/**");

    /** None of this is secret. The webhooks' path is open for other methods than POST only, so that they are answered 405. */
    private static final String[] OPEN = {
        "/",
        "/api/v1/webhooks/results",
        "/actuator/health/**",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui/**",
        "/swagger-ui.html"
    };

    /** The webhooks' chain: as short as possible, without sessions and headers for browsers. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain intakeFilterChain(TokenAuthentication tokens, AccessDenials refusals) {
        var refusing = new ExceptionTranslationFilter(refusals);
        refusing.setAccessDeniedHandler(refusals);
        return new DefaultSecurityFilterChain(
                INTAKE,
                new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository()),
                refusing,
                new BearerFilter(tokens, refusals),
                new AuthorizationFilter(hasAuthority(Scope.INTAKE.authority())));
    }

    /** Platforms in their own words have no token of ours in a header; whatever they send there is not looked at here. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain sourcesFilterChain() {
        return new DefaultSecurityFilterChain(SOURCES);
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http, TokenAuthentication tokens, Clients clients, AccessDenials refusals) {
        return byToken(http, tokens, refusals)
                .authorizeHttpRequests(rules -> rules
                        // these continue a request that has passed
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(OwnClient.PATHS)
                        .access(new OwnClient(clients))
                        .requestMatchers("/actuator/prometheus")
                        .access(anyOf(new LocalScrape(), hasAuthority(Scope.ADMIN.authority())))
                        .anyRequest()
                        .hasAuthority(Scope.ADMIN.authority()))
                .build();
    }

    private static HttpSecurity byToken(HttpSecurity http, TokenAuthentication tokens, AccessDenials refusals) {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new BearerFilter(tokens, refusals), AuthorizationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
    }

    /** Requests are timed as a whole; timing each filter would cost more than the filters do. */
    @Bean
    SecurityObservationSettings untimedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Tokens are the only way to sign in. Without this bean Spring Boot would create a user with a password and log it.
     */
    @Bean
    AuthenticationManager authenticationManager() {
        return authentication -> {
            throw new ProviderNotFoundException("Tokens are found by the filter");
        };
    }

    static String neededScope(HttpServletRequest request) {
        return INTAKE.matches(request) ? "intake" : OwnClient.PATHS.matches(request) ? "client" : "admin";
    }
}
