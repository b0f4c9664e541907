package org.resultsrelay.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.runtime.FreePort;

/** A way to a server that a test can cut (connections break and are refused) and mend again. */
public final class Tunnel implements AutoCloseable {

    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket door;
    private volatile @Nullable Thread doorkeeper;
    private final int port = FreePort.onLoopback();

    private Tunnel(InetSocketAddress target) {
        this.target = target;
    }

    public static Tunnel to(String host, int port) {
        Tunnel tunnel = new Tunnel(new InetSocketAddress(host, port));
        tunnel.mend();
        return tunnel;
    }

    public int port() {
        return port;
    }

    public void mend() {
        try {
            ServerSocket open = new ServerSocket();
            open.setReuseAddress(true);
            open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = open;
            doorkeeper = Thread.ofVirtual().start(() -> accept(open));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void cut() {
        close(door);
        awaitEndOf(doorkeeper);
        sockets.forEach(Tunnel::close);
        sockets.clear();
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket here = open.accept();
                Socket there = new Socket();
                sockets.add(here);
                sockets.add(there);
                there.connect(target);
                pump(here, there);
                pump(there, here);
            } catch (IOException e) {
                return; // the door was closed
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException e) {
                // cut: both ends are closed by now
            }
        });
    }

    /** Until the one who accepts has noticed, the port stays taken. */
    private static void awaitEndOf(@Nullable Thread accepting) {
        try {
            if (accepting != null) {
                accepting.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while a tunnel was cut", e);
        }
    }

    private static void close(@Nullable Closeable closing) {
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
