package org.resultsrelay.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** An address that does not react, like a machine that is switched off: its queue of connections is full and nobody takes one. */
public final class FullServer implements AutoCloseable {

    private static final int REACTS_WITHIN_MS = 200;

    private final ServerSocket door;
    private final List<Socket> queue = new ArrayList<>();

    public FullServer(String address) {
        try {
            door = new ServerSocket(0, 1, InetAddress.ofLiteral(address));
            while (takesAnother()) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean takesAnother() throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(new InetSocketAddress(door.getInetAddress(), door.getLocalPort()), REACTS_WITHIN_MS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() {
        try {
            for (Socket socket : queue) {
                socket.close();
            }
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
