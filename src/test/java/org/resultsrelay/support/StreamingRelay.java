package org.resultsrelay.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A relay that answers with two events: one at once, the other when the test says so, and no length known before. */
public final class StreamingRelay implements AutoCloseable {

    private static final int ONE_REQUEST = 8192;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            + "X-Accel-Buffering: no\r\nConnection: close\r\n\r\n";

    private final ServerSocket server;
    private final CountDownLatch secondEvent = new CountDownLatch(1);

    public StreamingRelay() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("streaming-relay").start(this::stream);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void sendSecondEvent() {
        secondEvent.countDown();
    }

    @Override
    public void close() throws IOException {
        secondEvent.countDown();
        server.close();
    }

    private void stream() {
        try (Socket socket = server.accept()) {
            if (socket.getInputStream().read(new byte[ONE_REQUEST]) > 0) {
                send(socket, HEAD + "data: first\n\n");
                secondEvent.await();
                send(socket, "data: second\n\n");
            }
        } catch (IOException e) {
            // the other side has hung up: the test sees that by itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
