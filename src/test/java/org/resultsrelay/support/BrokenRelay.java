package org.resultsrelay.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay that dies over every request: it takes the connection and the first bytes, and hangs up. */
public final class BrokenRelay implements AutoCloseable {

    private static final int ONE_REQUEST = 8192;

    private final ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();

    public BrokenRelay() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("broken-relay").start(this::breakAll);
    }

    public int port() {
        return server.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void breakAll() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    InputStream request = socket.getInputStream()) {
                if (request.readNBytes(1).length > 0 && request.read(new byte[ONE_REQUEST]) > 0) {
                    requests.incrementAndGet();
                }
            } catch (IOException e) {
                // hanging up is what this relay is for
            }
        }
    }
}
