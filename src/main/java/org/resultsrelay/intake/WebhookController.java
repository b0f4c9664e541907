package org.resultsrelay.intake;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.resultsrelay.access.Caller;
import org.resultsrelay.intake.reading.Unreadable;
import org.resultsrelay.intake.reading.Webhook;
import org.resultsrelay.intake.reading.WebhookReader;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The webhook endpoint. It reads and writes bytes: message converters would read a body of any size in one piece. */
@Tag(name = "Intake", description = "Where the platform posts its users' results")
@RestController
class WebhookController {

    static final String PATH = "/api/v1/webhooks/results";

    private final BodyReader bodies;
    private final Intake intake;
    private final IntakeMetrics counts;
    private final Clock clock;

    WebhookController(BodyReader bodies, Intake intake, IntakeMetrics counts, Clock clock) {
        this.bodies = bodies;
        this.intake = intake;
        this.counts = counts;
        this.clock = clock;
    }

    @PostMapping(PATH)
    @WebhookOperation
    void receive(@AuthenticationPrincipal Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long start = System.nanoTime();
        try {
            answer(clientOf(caller), request, response);
        } finally {
            counts.answered(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void answer(long clientId, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = body(clientId, request);
        Webhook webhook = read(clientId, body);
        List<Outcome> outcomes = intake.take(clientId, webhook);
        if (webhook.array()) {
            accept(response, Answers.array(outcomes));
        } else if (outcomes.getFirst().isRefusal()) {
            throw Refusals.of(outcomes.getFirst());
        } else {
            accept(response, Answers.single(outcomes.getFirst()));
        }
    }

    private static long clientOf(Caller caller) {
        Long clientId = caller.clientId();
        if (clientId == null) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "Forbidden",
                    "This token belongs to no client company. Use a token with the scope intake.");
        }
        return clientId;
    }

    private byte[] body(long clientId, HttpServletRequest request) {
        Problem unsupported = MediaTypes.complaint(request);
        try {
            byte[] body = bodies.read(request);
            if (unsupported == null) {
                return body;
            }
            intake.refuse(clientId, body, reason(unsupported));
        } catch (BodyTooLarge e) {
            intake.refuse(clientId, e, reason(unsupported == null ? e : unsupported));
            throw unsupported == null ? e : unsupported;
        } catch (Problem e) {
            counts.add(Outcome.Kind.REJECTED);
            throw e;
        }
        throw unsupported;
    }

    private static String reason(Problem problem) {
        return String.valueOf(problem.getBody().getDetail());
    }

    private Webhook read(long clientId, byte[] body) {
        try {
            return WebhookReader.read(body, clock.instant());
        } catch (Unreadable e) {
            intake.refuse(clientId, body, e.message());
            throw Refusals.of(e);
        }
    }

    private static void accept(HttpServletResponse response, byte[] answer) throws IOException {
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}
