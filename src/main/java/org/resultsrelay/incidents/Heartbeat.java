package org.resultsrelay.incidents;

import jakarta.validation.constraints.AssertTrue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.text.WebAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Calls an external monitor while this relay looks for trouble and can store what it finds. When the calls stop, for
 * whatever reason, that monitor raises the alarm that the relay cannot raise itself.
 */
@Component
class Heartbeat implements Tick, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final IncidentMonitor monitor;
    private final HeartbeatProperties properties;
    private final Clock clock;
    private boolean failing;

    Heartbeat(IncidentMonitor monitor, HeartbeatProperties properties, Clock clock) {
        this.monitor = monitor;
        this.properties = properties;
        this.clock = clock;
    }

    /** Which URL is called, and how often. A blank URL counts as unset: nobody is called. */
    @Validated
    @ConfigurationProperties("relay.heartbeat")
    record HeartbeatProperties(
            @Nullable String url,

            @DefaultValue("1m") @DurationMin(millis = 1) @DurationMax(days = 365)
            Duration every) {

        /** Not a constraint on the field, because its violation would show the value. */
        @AssertTrue(message = "RELAY_HEARTBEAT_URL must be a URL that begins with https:// or http://")
        boolean isUrlUsable() {
            return !set() || WebAddress.isUsable(String.valueOf(url));
        }

        boolean set() {
            return StringUtils.hasText(url);
        }

        /** Whoever knows the URL can fake the heartbeat, so no log or error shows it. */
        @Override
        public String toString() {
            return "HeartbeatProperties[every=" + every + "]";
        }
    }

    @Override
    public int tick() {
        if (properties.set() && monitor.completedSince(clock.instant().minus(properties.every()))) {
            try {
                report(failure(
                        URI.create(Objects.requireNonNull(properties.url()).strip())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return 0;
    }

    /** Calls the monitor; returns what went wrong, or null. */
    private @Nullable String failure(URI url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            answer.body().close(); // whatever it says, and however long it would take
            return answer.statusCode() / 100 == 2 ? null : "the answer was " + answer.statusCode();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Logs the first of several failures in a row; the external monitor reports the rest. */
    private void report(@Nullable String failure) {
        if (failure != null && !failing) {
            log.warn("The heartbeat does not get through: {}. Check that RELAY_HEARTBEAT_URL is right.", failure);
        }
        failing = failure != null;
    }

    @Override
    public Duration every() {
        return properties.every();
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
