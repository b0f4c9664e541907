package org.resultsrelay.bench;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Posts a webhook and waits until the company has a summary with it; at the end, until every user's totals are right. */
final class Platform {

    static final String ARRIVAL = "webhook to push";
    static final String TOTALS = "all totals right";

    private static final String WEBHOOK = "webhook";
    private static final String SINCE = "since";

    private final Settings settings;
    private final Book book;
    private final AtomicInteger next = new AtomicInteger();

    Platform(Settings settings, Book book) {
        this.settings = settings;
        this.book = book;
    }

    ChainBuilder oneWebhook() {
        return group(ARRIVAL)
                .on(exec(this::take)
                        .exec(post())
                        .exec(this::enter)
                        .exec(until(session -> book.hasArrived(webhook(session))))
                        .exec(this::took));
    }

    ChainBuilder reckoning() {
        return group(TOTALS).on(until(session -> book.isRight()));
    }

    private static HttpRequestActionBuilder post() {
        return http("post")
                .post("/api/v1/webhooks/results")
                .body(StringBody(session -> webhook(session).json(Instant.now().truncatedTo(ChronoUnit.MILLIS))))
                .check(status().is(202));
    }

    private Session take(Session session) {
        Webhook webhook = Webhook.number(next.getAndIncrement(), settings.users());
        return session.set(WEBHOOK, webhook.sent(System.nanoTime()));
    }

    private static Webhook webhook(Session session) {
        return Objects.requireNonNull(session.get(WEBHOOK));
    }

    private Session enter(Session session) {
        if (session.isFailed()) {
            book.unanswered(webhook(session));
        } else {
            book.accepted(webhook(session));
        }
        return session;
    }

    private Session took(Session session) {
        if (!session.isFailed()) {
            book.took(webhook(session));
        }
        return session;
    }

    /** Looks again after a tenth of the time waited so far: close to the moment, and cheap where thousands wait. */
    private ChainBuilder until(Predicate<Session> done) {
        return exec(session -> session.set(SINCE, System.nanoTime()))
                .asLongAs(session -> !session.isFailed()
                        && !done.test(session)
                        && waited(session).compareTo(settings.patience()) < 0)
                .on(pause(session -> waited(session).dividedBy(10).plusMillis(2)))
                .exec(session -> done.test(session) ? session : session.markAsFailed());
    }

    private static Duration waited(Session session) {
        return Duration.ofNanos(System.nanoTime() - session.getLong(SINCE));
    }
}
