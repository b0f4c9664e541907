package org.resultsrelay.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sends requests byte for byte as they are given, which HTTP clients refuse to do, over a connection that is kept. */
public final class Wire implements AutoCloseable {

    private static final int PATIENCE = (int) Duration.ofSeconds(30).toMillis();

    private final URI base;
    private Socket socket;
    private InputStream in;

    public Wire(URI base) throws IOException {
        this.base = base;
        this.socket = new Socket(base.getHost(), base.getPort());
        this.in = reading(socket);
    }

    /** What came back, with the names of its headers in lower case. */
    public record Reply(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** A request whose text is ISO 8859-1: each character is one byte. */
    public Reply send(String request) throws IOException {
        return send(request.getBytes(ISO_8859_1), request.startsWith("HEAD "));
    }

    private Reply send(byte[] request, boolean head) throws IOException {
        try {
            socket.getOutputStream().write(request);
            Reply reply = reply(head);
            if (reply.header("Connection").equalsIgnoreCase("close")) {
                reconnect();
            }
            return reply;
        } catch (IOException e) {
            reconnect();
            throw e;
        }
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = new Socket(base.getHost(), base.getPort());
        in = reading(socket);
    }

    private static InputStream reading(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        return new BufferedInputStream(socket.getInputStream());
    }

    private Reply reply(boolean head) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (status == 100) {
            return reply(head);
        }
        boolean empty = head || status == 204 || status == 304;
        return new Reply(status, headers, empty ? "" : body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
            return body.toString(UTF_8);
        }
        String length = headers.get("content-length");
        byte[] body = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(body, UTF_8);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The relay closed the connection after \"" + line + "\"");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
