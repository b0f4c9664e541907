package org.resultsrelay.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * After a refusal that left a body unread, reads on for a moment. Closing the connection under a sender that is still
 * sending would reset it, and the sender would not see the refusal. Time and bytes are limited, so dripping gains
 * nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LingeringClose extends OncePerRequestFilter {

    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Clock clock;

    LingeringClose(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST
                && request.getHeader(HttpHeaders.EXPECT) == null // it awaits "100 Continue"
                && !request.getInputStream().isFinished()) {
            linger(request.getInputStream(), response);
        }
    }

    private void linger(ServletInputStream rest, HttpServletResponse response) {
        byte[] sink = new byte[8 * 1024];
        Instant end = clock.instant().plus(MOMENT);
        try {
            response.flushBuffer();
            int bytes = 0;
            for (int count = 0;
                    count >= 0 && bytes < MOST_BYTES && clock.instant().isBefore(end);
                    bytes += count) {
                count = rest.read(sink);
            }
        } catch (IOException e) {
            logger.debug("The sender of a refused body has gone", e);
        }
    }
}
