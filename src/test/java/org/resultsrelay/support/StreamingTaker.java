package org.resultsrelay.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A relay that takes a body as it comes, counts it, and answers 201 at its end. */
public final class StreamingTaker implements AutoCloseable {

    private final HttpServer server;
    private final AtomicLong bytes = new AtomicLong();

    public StreamingTaker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public long bytes() {
        return bytes.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] some = new byte[8192];
            for (int count = exchange.getRequestBody().read(some);
                    count >= 0;
                    count = exchange.getRequestBody().read(some)) {
                bytes.addAndGet(count);
            }
            exchange.sendResponseHeaders(201, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
