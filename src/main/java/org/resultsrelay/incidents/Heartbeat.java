package org.resultsrelay.incidents;

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
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tells a watchman outside that this relay looks for trouble and can store what it finds. When it stops telling, for whatever
 * reason, the watchman raises the alarm that the relay cannot raise itself.
 */
@Component
class Heartbeat implements Tick, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Watch watch;
    private final HeartbeatProperties properties;
    private final Clock clock;
    private boolean failing;

    Heartbeat(Watch watch, HeartbeatProperties properties, Clock clock) {
        this.watch = watch;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        if (properties.set() && watch.passedSince(clock.instant().minus(properties.every()))) {
            beat(URI.create(Objects.requireNonNull(properties.url()).strip()));
        }
        return 0;
    }

    private void beat(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            answer.body().close(); // whatever it says, and however long it would take
            report(answer.statusCode() / 100 == 2 ? "" : "the answer was " + answer.statusCode());
        } catch (IOException e) {
            report(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once for each row of failures: the watchman will tell of them himself. */
    private void report(String failure) {
        if (!failure.isEmpty() && !failing) {
            log.warn("The heartbeat does not get through: {}. See that RELAY_HEARTBEAT_URL is right.", failure);
        }
        failing = !failure.isEmpty();
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
