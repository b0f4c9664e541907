package org.resultsrelay.support;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An SMTP server that speaks real SMTP and keeps what it has taken. Trouble is scripted for a command, once each. */
public final class FakeMailServer implements AutoCloseable {

    /** As a reply: hang up instead of answering. */
    public static final String HANGS_UP = "";

    /** As a reply: say nothing, and keep listening. */
    public static final String KEEPS_SILENT = " ";

    private final ServerSocket socket;
    private final Thread listener;
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final List<MimeMessage> received = new CopyOnWriteArrayList<>();

    public FakeMailServer() {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A platform thread's waiting ends at once when the socket is closed.
        listener = Thread.ofPlatform().daemon().start(this::listen);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** {@code command}: one of SMTP, or {@code .} for the end of a message, or {@code CONNECT}. */
    public void answersOnce(String command, String reply) {
        script.put(command, reply);
    }

    /** What was taken, oldest first. */
    public List<MimeMessage> received() {
        return List.copyOf(received);
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = client.getOutputStream()) {
            boolean open = say(out, "CONNECT", "220 fake ready");
            while (open) {
                String line = Objects.requireNonNullElse(in.readLine(), "QUIT");
                String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                open = switch (command) {
                    case "DATA" -> data(in, out);
                    case "QUIT" -> farewell(out);
                    default -> say(out, command, "250 fine");
                };
            }
        } catch (IOException | MessagingException e) {
            // the client went away
        }
    }

    private boolean say(OutputStream out, String command, String usual) throws IOException {
        String reply = Objects.requireNonNullElse(script.remove(command), usual);
        if (reply.equals(HANGS_UP)) {
            return false;
        }
        if (reply.equals(KEEPS_SILENT)) {
            return true;
        }
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    private boolean farewell(OutputStream out) throws IOException {
        boolean goesOn = KEEPS_SILENT.equals(script.get("QUIT"));
        say(out, "QUIT", "221 bye");
        return goesOn;
    }

    private boolean data(BufferedReader in, OutputStream out) throws IOException, MessagingException {
        boolean refused = script.containsKey("DATA");
        return say(out, "DATA", "354 go on") && (refused || take(message(in), out));
    }

    private boolean take(byte[] message, OutputStream out) throws IOException, MessagingException {
        @Nullable String scripted = script.get(".");
        if (scripted == null || scripted.isBlank()) {
            received.add(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message)));
        }
        return say(out, ".", "250 taken");
    }

    /** Up to the line with nothing but a dot; a doubled dot at the beginning of a line is one. */
    private static byte[] message(BufferedReader in) throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return message.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Nobody gets in afterwards: until the one who accepts has noticed, the port would still be open. */
    @Override
    public void close() {
        try {
            socket.close();
            listener.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while a mail server closed", e);
        }
    }
}
