package org.resultsrelay.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Reads a body within two limits: its size and its total time. The server's connection timeout limits a single read;
 * the sum of many short ones is limited here.
 */
@Component
class BodyReader {

    private final Clock clock;
    private final Duration within;

    BodyReader(Clock clock, IntakeProperties properties) {
        this.clock = clock;
        this.within = properties.bodyWithin();
    }

    byte[] read(HttpServletRequest request) {
        long declared = request.getContentLengthLong();
        Body body = new Body(declared);
        if (declared > Body.ARRAY_LIMIT) {
            throw new BodyTooLarge(Body.ARRAY_LIMIT, body.head());
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
}
