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
 * The client company's own server: {@code POST /webhooks/results-relay} takes summaries, {@code GET /} shows what the
 * company knows. It can go down, which closes its port, and come back there with all that it knew.
 */
public final class SampleClient implements AutoCloseable {

    private static final String WEBHOOK = "/webhooks/results-relay";
    private static final int BACKLOG = 256;

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Standings standings = new Standings();
    private final InetSocketAddress address;
    private @Nullable Inbox inbox;
    private @Nullable HttpServer server;

    private SampleClient(HttpServer server) {
        this.server = server;
        this.address = server.getAddress();
    }

    /** Takes the port (0: any free one); requests wait until {@link #open}. */
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
    public synchronized void open(SignatureVerifier verifier, Listener listener) {
        inbox = new Inbox(verifier, standings, listener);
        serve();
    }

    /** Closes the port: whoever connects is refused. */
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
        if (server == null || inbox == null) {
            throw new IllegalStateException("Call open first");
        }
        server.setExecutor(requests);
        server.createContext(WEBHOOK, inbox::take);
        server.createContext("/", this::show);
        server.start();
    }

    /** What the company shows of this user. */
    public Optional<Standing> standing(String user) {
        return standings.of(user);
    }

    private void show(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] text = Page.of(standings.all()).getBytes(StandardCharsets.UTF_8);
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
