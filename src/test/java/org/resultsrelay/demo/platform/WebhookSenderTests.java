package org.resultsrelay.demo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.demo.terminal.Pauses;

class WebhookSenderTests {

    private static final Event ONE = new ResultRow("1", "u-1", 1, "50").event();
    private static final Event TWO = new ResultRow("1", "u-2", 1, "60").event();
    private static final Event WITHOUT_SCORE = new ResultRow("1", "u-3", 1, "").event();

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final ExpectedTotals expected = new ExpectedTotals();
    private final Counters counters = new Counters();
    private HttpServer relay;
    private WebhookSender sender;

    private record Reply(int status, String body) {}

    @BeforeEach
    void opens() throws IOException {
        relay = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
        relay.createContext("/", this::answer);
        relay.start();
        URI address = URI.create("http://127.0.0.1:" + relay.getAddress().getPort());
        sender = new WebhookSender(
                new RelayApi(address), "token", expected, counters, new Pauses(), (event, status) -> {});
    }

    @AfterEach
    void closes() {
        relay.stop(0);
    }

    @Test
    void everyEventOfAnArrayIsCountedAsItWasAnswered() throws Exception {
        replies.add(new Reply(202, """
                {"results": [{"event_id": "a", "status": "accepted"}, {"event_id": "b", "status": "duplicate"},
                             {"event_id": "c", "status": "rejected", "errors": []}]}"""));
        sender.post(List.of(ONE, TWO, WITHOUT_SCORE));
        assertThat(counters.accepted.sum()).isEqualTo(1);
        assertThat(counters.duplicates.sum()).isEqualTo(1);
        assertThat(counters.refused.sum()).isEqualTo(1);
        assertThat(expected.users()).containsExactlyInAnyOrder("u-1", "u-2");
    }

    @Test
    void aRowWithoutAScoreIsSentWithoutOne() throws Exception {
        replies.add(new Reply(400, "{\"status\": 400}"));
        sender.post(List.of(WITHOUT_SCORE));
        assertThat(received).singleElement().asString().contains("\"score\":null");
        assertThat(counters.refused.sum()).isEqualTo(1);
    }

    @Test
    void whatIsPostponedIsSentAgain() throws Exception {
        replies.add(new Reply(503, ""));
        replies.add(new Reply(429, ""));
        replies.add(new Reply(202, "{\"event_id\": \"a\", \"status\": \"accepted\"}"));
        sender.post(List.of(ONE));
        assertThat(received).hasSize(3).containsOnly(received.getFirst());
        assertThat(counters.sent()).isEqualTo(1);
    }

    @Test
    void aRefusedTokenEndsThePosting() {
        replies.add(new Reply(401, "{\"title\": \"Unauthorized\"}"));
        assertThatIOException()
                .isThrownBy(() -> sender.post(List.of(ONE)))
                .withMessageContaining("refuses the intake token");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Reply reply = replies.removeFirst();
            byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
