package org.resultsrelay.bench;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import org.resultsrelay.bench.Settings.Refusal;

/** Both ends of a relay: a platform that posts at a steady rate whatever the relay does, and the company it pushes to. */
public class RelaySimulation extends Simulation {

    private final Book book = new Book();
    private final Registration registration;
    private final Company company;

    public RelaySimulation() {
        try {
            Settings settings = Settings.of(System.getenv());
            registration = new Registration(settings);
            company = new Company(book, settings);
            load(settings, intakeToken());
        } catch (Refusal e) {
            throw told(e);
        }
    }

    /** An exception would be shown twice, each time among Gatling's own frames. */
    private static Refusal told(Refusal refusal) {
        System.err.printf("%n%s.%n%n", refusal.getMessage());
        System.exit(1);
        return refusal;
    }

    private String intakeToken() {
        company.trust(registration.enter());
        Runtime.getRuntime().addShutdownHook(new Thread(registration::leave));
        registration.tryPush();
        return registration.intakeToken();
    }

    private void load(Settings settings, String token) {
        var platform = new Platform(settings, book);
        var posts = scenario("platform").exec(platform.oneWebhook());
        var reckoning = scenario("reckoning").exec(platform.reckoning());
        setUp(posts.injectOpen(constantUsersPerSec(settings.rate()).during(Duration.ofSeconds(settings.seconds())))
                        .andThen(reckoning.injectOpen(atOnceUsers(1))))
                .protocols(relay(settings, token))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(Platform.ARRIVAL).failedRequests().count().is(0L),
                        details(Platform.TOTALS).failedRequests().count().is(0L));
    }

    private static HttpProtocolBuilder relay(Settings settings, String token) {
        return http.baseUrl(settings.relay().toString())
                .authorizationHeader("Bearer " + token)
                .contentTypeHeader("application/json")
                .shareConnections();
    }

    @Override
    public void after() {
        registration.leave();
        company.close();
        System.out.printf(
                "%n%sleft behind                client company %s, paused, with its users and results%n%n",
                book.told(), registration.company());
    }
}
