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

/**
 * A way to a server that a test can cut (connections break and are refused) and mend again, or freeze: what is open carries
 * nothing any more and neither end learns of it, while new connections work.
 */
public final class Tunnel implements AutoCloseable {

    private final InetSocketAddress target;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
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
        passages.forEach(Passage::close);
        passages.clear();
    }

    public void freeze() {
        passages.forEach(Passage::freeze);
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Passage passage = new Passage(open.accept(), new Socket());
                passages.add(passage);
                passage.carry(target);
            } catch (IOException e) {
                return; // the door was closed
            }
        }
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

    private static final class Passage {

        private final Socket here;
        private final Socket there;
        private volatile boolean frozen;

        Passage(Socket here, Socket there) {
            this.here = here;
            this.there = there;
        }

        /** Where nobody is there to be reached, the connection ends. */
        void carry(InetSocketAddress target) {
            try {
                there.connect(target);
                Thread.ofVirtual().start(() -> pump(here, there));
                Thread.ofVirtual().start(() -> pump(there, here));
            } catch (IOException e) {
                close();
            }
        }

        private void pump(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (!frozen) {
                        out.write(bytes, 0, read);
                    }
                }
            } catch (IOException e) {
                // cut, or one end has gone
            }
            if (!frozen) {
                close();
            }
        }

        void freeze() {
            frozen = true;
        }

        void close() {
            Tunnel.close(here);
            Tunnel.close(there);
        }
    }
}
