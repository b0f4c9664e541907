package org.resultsrelay.support;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** Stands where a relay would, to see what reaches it: answers every request with 200 and remembers it. */
public final class FakeRelay implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    public FakeRelay() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public Queue<Seen> seen() {
        return seen;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            seen.add(new Seen(exchange));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** One request as it arrived. */
    public record Seen(String path, Headers headers) {
        Seen(HttpExchange exchange) {
            this(exchange.getRequestURI().toString(), exchange.getRequestHeaders());
        }
    }
}
