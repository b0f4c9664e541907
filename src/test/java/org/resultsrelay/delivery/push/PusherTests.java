package org.resultsrelay.delivery.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Pace;
import org.resultsrelay.clients.ScoringPolicy;
import org.resultsrelay.clients.SummaryDetail;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;
import org.resultsrelay.signing.SigningSecret;
import tools.jackson.databind.json.JsonMapper;

class PusherTests {

    private static final Client ACME = new Client(
            1,
            "acme",
            "Acme",
            URI.create("http://localhost:9/"),
            ScoringPolicy.BEST,
            SummaryDetail.TESTS,
            new Pace(null, 1, false),
            null,
            Duration.ofMinutes(5),
            null,
            null,
            List.of(new SigningSecret(new byte[24])));

    /** Tests that cannot be written down. */
    private static final class Unwritable extends AbstractList<Summary.Test> {

        @Override
        public Summary.Test get(int index) {
            throw new NoClassDefFoundError("whose jar was replaced");
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @Test
    void whateverIsThrownWhilePushingIsAnOutcome() throws IOException {
        var targets = new TargetAddresses(SystemDefaultDnsResolver.INSTANCE, List.of());
        var endpoint = new Endpoint(targets, Duration.ofSeconds(1), Clock.systemUTC());
        try (Pusher pusher = new Pusher(endpoint, JsonMapper.shared(), Clock.systemUTC(), "1")) {
            var totals = new Totals(1, 1, 0, BigDecimal.ONE, BigDecimal.ONE, null);
            var summary = new Summary(7, "u-7", 1, 3, totals, new Unwritable(), null, SummaryDetail.TESTS, false);
            Push push =
                    Objects.requireNonNull(pusher.push(ACME, List.of(summary)).get("u-7"));
            assertThat(push.outcome())
                    .isEqualTo(new PushOutcome.OwnFault("the relay itself failed: NoClassDefFoundError"));
            assertThat(push.webhookId()).isEqualTo("msg_7_1_3");
        }
    }
}
