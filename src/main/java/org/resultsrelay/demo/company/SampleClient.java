package org.resultsrelay.demo.company;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The client company's own server: {@code POST /webhooks/results-relay} takes summaries, and {@code GET /} shows them. It
 * can go down, which closes its port, and come back on the same port with all summaries.
 */
public final class SampleClient implements AutoCloseable {

    private static final String WEBHOOK = "/webhooks/results-relay";
    private static final int BACKLOG = 256;

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final SummaryStore summaries = new SummaryStore();
    private final InetSocketAddress address;
    private @Nullable SummaryReceiver receiver;
    private @Nullable HttpServer server;

    private SampleClient(HttpServer server) {
        this.server = server;
        this.address = server.getAddress();
    }

    /** Binds the port (0: any free one). Requests wait until {@link #open}. */
    public static SampleClient on(int port) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        return new SampleClient(
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG));
    }

    public URI endpoint() {
        return page().resolve(WEBHOOK);
    }

    public URI page() {
        return URI.create("http://127.0.0.1:" + address.getPort() + "/");
    }

    /** Starts to answer. */
    public synchronized void open(SignatureVerifier verifier, SummaryListener listener) {
        receiver = new SummaryReceiver(verifier, summaries, listener);
        serve();
    }

    /** Closes the port, so that connections are refused. */
    public synchronized void goDown() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    public synchronized void comeBack() throws IOException {
        if (server == null) {
            server = HttpServer.create(address, BACKLOG);
            serve();
        }
    }

    private void serve() {
        if (server == null || receiver == null) {
            throw new IllegalStateException("Call open first");
        }
        server.setExecutor(requests);
        server.createContext(WEBHOOK, receiver::take);
        server.createContext("/", this::show);
        server.start();
    }

    /** The summary that the company shows for this user. */
    public Optional<StoredSummary> stored(String user) {
        return summaries.of(user);
    }

    private void show(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] text = ResultsPage.of(summaries.all()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        goDown();
        requests.shutdownNow();
    }
}
