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
import org.resultsrelay.demo.stage.Pauses;

class IntakeTests {

    private static final Event ONE = new Row("1", "u-1", 1, "50").event();
    private static final Event TWO = new Row("1", "u-2", 1, "60").event();
    private static final Event WITHOUT_SCORE = new Row("1", "u-3", 1, "").event();

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Tally tally = new Tally();
    private HttpServer relay;
    private Intake intake;

    private record Reply(int status, String body) {}

    @BeforeEach
    void opens() throws IOException {
        relay = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 8);
        relay.createContext("/", this::answer);
        relay.start();
        URI address = URI.create("http://127.0.0.1:" + relay.getAddress().getPort());
        intake = new Intake(new RelayApi(address), "token", ledger, tally, new Pauses(), (event, status) -> {});
    }

    @AfterEach
    void closes() {
        relay.stop(0);
    }

    @Test
    void everyEventOfAnArrayIsBookedAsItWasAnswered() throws Exception {
        replies.add(new Reply(202, """
                {"results": [{"event_id": "a", "status": "accepted"}, {"event_id": "b", "status": "duplicate"},
                             {"event_id": "c", "status": "rejected", "errors": []}]}"""));
        intake.post(List.of(ONE, TWO, WITHOUT_SCORE));
        assertThat(tally.accepted.sum()).isEqualTo(1);
        assertThat(tally.duplicates.sum()).isEqualTo(1);
        assertThat(tally.refused.sum()).isEqualTo(1);
        assertThat(ledger.users()).containsExactlyInAnyOrder("u-1", "u-2");
    }

    @Test
    void aRowWithoutAScoreIsSentWithoutOne() throws Exception {
        replies.add(new Reply(400, "{\"status\": 400}"));
        intake.post(List.of(WITHOUT_SCORE));
        assertThat(received).singleElement().asString().contains("\"score\":null");
        assertThat(tally.refused.sum()).isEqualTo(1);
    }

    @Test
    void whatIsPutOffIsSentAgain() throws Exception {
        replies.add(new Reply(503, ""));
        replies.add(new Reply(429, ""));
        replies.add(new Reply(202, "{\"event_id\": \"a\", \"status\": \"accepted\"}"));
        intake.post(List.of(ONE));
        assertThat(received).hasSize(3).containsOnly(received.getFirst());
        assertThat(tally.sent()).isEqualTo(1);
    }

    @Test
    void aTokenThatIsNotTakenEndsThePosting() {
        replies.add(new Reply(401, "{\"title\": \"Unauthorized\"}"));
        assertThatIOException()
                .isThrownBy(() -> intake.post(List.of(ONE)))
                .withMessageContaining("does not take the intake token");
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
