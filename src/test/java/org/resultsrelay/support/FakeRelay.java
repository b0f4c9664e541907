package org.resultsrelay.support;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Stands where a relay would, to see what reaches it: answers every request with 200 and remembers it. */
public final class FakeRelay implements AutoCloseable {

    private static final int EVERYTHING = 0;

    private final HttpServer server;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch secondEvent = new CountDownLatch(1);

    public FakeRelay() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.createContext("/stream", this::stream);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public Queue<Seen> seen() {
        return seen;
    }

    /** Lets the event stream go on after its first event. */
    public void sendSecondEvent() {
        secondEvent.countDown();
    }

    @Override
    public void close() {
        secondEvent.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            seen.add(new Seen(exchange));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
            exchange.sendResponseHeaders(200, EVERYTHING);
            event(exchange, "first");
            secondEvent.await();
            event(exchange, "second");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void event(HttpExchange exchange, String data) throws IOException {
        exchange.getResponseBody().write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    /** One request as it arrived. */
    public record Seen(String path, Headers headers) {
        Seen(HttpExchange exchange) {
            this(exchange.getRequestURI().toString(), exchange.getRequestHeaders());
        }
    }
}
