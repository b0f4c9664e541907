package org.resultsrelay.intake;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** {@link IntakeMetrics} times webhook requests: observing them like all others would cost more than reading them. */
@Configuration(proxyBeanMethods = false)
class RequestTimes {

    /** Where sources take their platforms' requests. */
    private static final String SOURCES = "/api/v1/sources/";

    @Bean
    ObservationPredicate allButWebhooks() {
        return (name, context) ->
                !(context instanceof ServerRequestObservationContext observed && holdsWebhooks(observed));
    }

    private static boolean holdsWebhooks(ServerRequestObservationContext observed) {
        HttpServletRequest request = observed.getCarrier();
        return request != null
                && (request.getRequestURI().startsWith(WebhookController.PATH)
                        || request.getRequestURI().startsWith(SOURCES));
    }
}
