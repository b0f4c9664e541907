package org.resultsrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The client company's server: checks each push's signature, enters it in the book and confirms it. */
final class Company {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Book book;
    private final HttpServer server;
    private volatile byte[] key = {};

    Company(Book book, Settings settings) {
        this.book = book;
        try {
            var address = settings.companyIsLocal()
                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.companyPort())
                    : new InetSocketAddress(settings.companyPort());
            this.server = HttpServer.create(address, 1024);
        } catch (BindException e) {
            throw new Settings.Refusal("Port " + settings.companyPort()
                    + " is taken on this machine: set RELAY_BENCH_COMPANY_PORT to a free one");
        } catch (IOException e) {
            throw new Settings.Refusal("Cannot listen on port " + settings.companyPort() + ": " + e.getMessage());
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    void trust(String signingSecret) {
        key = Base64.getDecoder().decode(signingSecret.substring("whsec_".length()));
    }

    void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            long now = System.nanoTime();
            if (isSigned(exchange, body)) {
                enter(JSON.readTree(body), now);
                exchange.sendResponseHeaders(204, -1);
            } else {
                book.unsigned.increment();
                exchange.sendResponseHeaders(401, -1);
            }
        }
    }

    private void enter(JsonNode push, long now) {
        if (push.path("type").asText().equals("user.summary.updated")) {
            book.arrived(summary(push.path("data")), now);
        }
    }

    private static Book.Summary summary(JsonNode data) {
        JsonNode totals = data.path("totals");
        List<String> tests = StreamSupport.stream(data.path("tests").spliterator(), false)
                .map(test -> test.path("test_id").asText())
                .toList();
        return new Book.Summary(
                data.path("user_id").asText(),
                data.path("epoch").asLong(),
                data.path("revision").asLong(),
                new Book.Totals(
                        totals.path("tests_completed").asInt(),
                        totals.path("tests_passed").asInt(),
                        totals.path("score").asLong(),
                        totals.path("max_score").asLong()),
                tests);
    }

    /** As a receiver of Standard Webhooks verifies. */
    private boolean isSigned(HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        String head = headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + ".";
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            String right = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            String given = headers.getFirst("webhook-signature");
            return given != null && Arrays.asList(given.split(" ")).contains(right);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
