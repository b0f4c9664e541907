package org.resultsrelay.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that answers with the very bytes that a test gives, also where they are no HTTP, and hangs up when the test does. */
public final class RawServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket door;
    private final Behaviour behaviour;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What happens in one connection, which is closed afterwards. */
    public interface Behaviour {
        void serve(Peer peer) throws IOException, InterruptedException;
    }

    private RawServer(ServerSocket door, Behaviour behaviour) {
        this.door = door;
        this.behaviour = behaviour;
        Thread.ofVirtual().start(this::accept);
    }

    public static RawServer that(Behaviour behaviour) {
        return at("127.0.0.1", 0, behaviour);
    }

    public static RawServer at(String address, int port, Behaviour behaviour) {
        try {
            return new RawServer(new ServerSocket(port, 50, InetAddress.ofLiteral(address)), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every request of every connection with this. */
    public static RawServer answering(String answer) {
        return that(peer -> {
            while (peer.awaitsRequest()) {
                peer.says(answer);
            }
        });
    }

    public int port() {
        return door.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(new Peer(socket, number)));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Peer peer) {
        try (Socket socket = peer.socket) {
            behaviour.serve(peer);
            socket.shutdownOutput();
        } catch (IOException e) {
            // the other side has hung up, as it may
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The other side of one connection. */
    public final class Peer {

        private final Socket socket;
        private final int number;
        private final InputStream in;

        private Peer(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
            try {
                this.in = new BufferedInputStream(socket.getInputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** 1 for the first connection. */
        public int number() {
            return number;
        }

        /** Reads one request to its end; false where the other side has hung up instead. */
        public boolean awaitsRequest() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                if (read < 0) {
                    return false;
                }
                head.append((char) read);
            }
            Matcher length = LENGTH.matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            requests.add(head + new String(body, StandardCharsets.UTF_8));
            return true;
        }

        public void says(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Does nothing more until the server is closed. */
        public void hangs() throws InterruptedException {
            closing.await();
        }

        /** Hangs up with a reset. */
        public void resets() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
