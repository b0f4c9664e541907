package org.resultsrelay.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Reads a body within two limits: its size and its total time. The server's connection timeout limits a single read;
 * the sum of many short ones is limited here.
 */
@Component
public class BodyReader {

    static final int SINGLE_LIMIT = 256 * 1024;
    static final int ARRAY_LIMIT = 1024 * 1024;
    static final int KEPT_OF_TOO_LARGE = 4 * 1024;

    private final Clock clock;
    private final Duration within;

    BodyReader(Clock clock, IntakeProperties properties) {
        this.clock = clock;
        this.within = properties.bodyTimeout();
    }

    /** Throws the {@link Problem} that refuses a body over a limit. */
    public byte[] read(HttpServletRequest request) {
        long declared = request.getContentLengthLong();
        Body body = new Body(declared);
        if (declared > ARRAY_LIMIT) {
            throw new BodyTooLarge(ARRAY_LIMIT, body.head());
        }
        try {
            read(request.getInputStream(), declared, body);
        } catch (SocketTimeoutException e) {
            throw slow();
        } catch (IOException e) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "incomplete-body",
                    "Incomplete body",
                    "The connection ended before the body did. Send the same request again.");
        }
        return body.bytes();
    }

    private void read(InputStream in, long declared, Body body) throws IOException {
        Instant end = clock.instant().plus(within);
        while (body.length() != declared && body.readFrom(in)) {
            int limit = body.limit();
            if (Math.max(body.length(), declared) > limit) {
                throw new BodyTooLarge(limit, body.head());
            }
            if (clock.instant().isAfter(end)) {
                throw slow();
            }
        }
    }

    private Problem slow() {
        return new Problem(
                HttpStatus.REQUEST_TIMEOUT,
                "slow-body",
                "Body came too slowly",
                "The whole body must arrive within " + within.toMillis() + " ms. Send the same request again.");
    }

    /** The bytes of one request as they arrive. It grows with what was sent, never with what was announced. */
    private static final class Body {

        private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        private static final int FIRST_BUFFER = 8 * 1024;

        private byte[] bytes;
        private int length;
        private int opening;

        /** {@code declared} is the announced length, or -1. */
        Body(long declared) {
            this.bytes = new byte[declared < 0 ? FIRST_BUFFER : (int) Math.min(declared, FIRST_BUFFER)];
        }

        boolean readFrom(InputStream in) throws IOException {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(FIRST_BUFFER, Math.min(2 * length, ARRAY_LIMIT + 1)));
            }
            int count = in.read(bytes, length, bytes.length - length);
            length += Math.max(0, count);
            return count >= 0;
        }

        /** The limit for this body, known by its first character; until that arrives, the larger limit. */
        int limit() {
            while (opening < length && (isBlank(bytes[opening]) || isByteOrderMark())) {
                opening++;
            }
            return opening == length || bytes[opening] == '[' ? ARRAY_LIMIT : SINGLE_LIMIT;
        }

        private static boolean isBlank(byte character) {
            return character == ' ' || character == '\n' || character == '\r' || character == '\t';
        }

        private boolean isByteOrderMark() {
            return opening < BYTE_ORDER_MARK.length && bytes[opening] == BYTE_ORDER_MARK[opening];
        }

        int length() {
            return length;
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }

        byte[] head() {
            return Arrays.copyOf(bytes, Math.min(length, KEPT_OF_TOO_LARGE));
        }
    }
}
