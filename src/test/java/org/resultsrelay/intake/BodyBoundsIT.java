package org.resultsrelay.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntakeTest
class BodyBoundsIT {

    private static final int KIB = 1024;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Door door;

    @BeforeEach
    void open() throws Exception {
        door = Door.open(port);
    }

    @Test
    void aSingleMayHave256KiB() throws Exception {
        assertThat(door.post(padded(Door.event("e-1", "1"), 256 * KIB)).statusCode())
                .isEqualTo(202);
        assertTooLarge(door.post(padded(Door.event("e-2", "1"), 256 * KIB + 1)), "256 KiB");
    }

    @Test
    void anArrayMayHave1MiB() throws Exception {
        String array = " \n[" + Door.event("e-1", "1") + "]";
        assertThat(door.post(padded(array, 1024 * KIB)).statusCode()).isEqualTo(202);
        assertTooLarge(door.post(padded(array, 1024 * KIB + 1)), "1 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", " "})
    void aBodyWithoutAnAnnouncedLengthIsCutAtItsLimit(String start) throws Exception {
        byte[] endless = (start + " ".repeat(8 * 1024 * KIB)).getBytes(UTF_8);
        assertTooLarge(
                door.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(endless))),
                start.equals("{") ? "256 KiB" : "1 MiB");
    }

    @Test
    void aBodyAnnouncedTooLargeIsRefusedBeforeItComes() throws Exception {
        try (Socket socket = door.begin("Content-Length: 1048577")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aSingleAnnouncedTooLargeIsRefusedAtItsFirstByte() throws Exception {
        try (Socket socket = door.begin("Content-Length: 262145")) {
            socket.getOutputStream().write('{');
            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void ofABodyTooLargeTheBeginningIsKept() throws Exception {
        door.post(BodyPublishers.ofString("{\"mark\": \"" + "m".repeat(300 * KIB)));
        assertThat(jdbc.sql("select length(content) from quarantine where content like '{\"mark%'::bytea")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4 * KIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 200000", "Transfer-Encoding: chunked"})
    void aDrippedBodyIsGivenUpAndItsConnectionClosed(String length) throws Exception {
        byte[] drop = (length.startsWith("T") ? "1\r\n \r\n" : " ").getBytes(ISO_8859_1);
        try (Socket socket = door.begin(length);
                Dripping dripping = Dripping.into(socket, drop)) {
            assertThat(dripping.going()).isTrue();
            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("1500 ms");
        }
    }

    @Test
    void aBodyThatStopsComingIsGivenUpAndItsConnectionClosed() throws Exception {
        try (Socket socket = door.begin("Content-Length: 100")) {
            socket.getOutputStream().write("{\"event_id\"".getBytes(UTF_8));
            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aDripperWithoutATokenIsNotWaitedForEither() throws Exception {
        try (Socket socket = new Door(port, "nobody").begin("Content-Length: 200000");
                Dripping dripping = Dripping.into(socket, new byte[] {' '})) {
            assertThat(dripping.going()).isTrue();
            assertThat(answer(socket)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void aConnectionCutInTheMiddleOfABodyLeavesNothingBehind() throws Exception {
        try (Socket socket = door.begin("Content-Length: 1000")) {
            socket.getOutputStream().write(Door.event("e-1", "1").getBytes(UTF_8));
        }
        assertThat(door.post(Door.event("e-1", "1")).body()).contains("accepted");
    }

    /** All that comes until the relay closes the connection, which it must do in a while. */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
        StringBuilder answer = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read();
                    c >= 0;
                    c = socket.getInputStream().read()) {
                answer.append((char) c);
            }
        } catch (SocketException e) {
            answer.append(" (reset)"); // closed while drops were on their way
        }
        return answer.toString();
    }

    private static String padded(String body, int length) {
        return body + " ".repeat(length - body.length());
    }

    private static void assertTooLarge(HttpResponse<String> response, String limit) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Door.json(response).path("type").asString()).isEqualTo("urn:results-relay:problem:body-too-large");
        assertThat(Door.json(response).path("detail").asString()).contains(limit);
    }
}
