package org.resultsrelay.delivery.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Pace;
import org.resultsrelay.clients.ScoringPolicy;
import org.resultsrelay.clients.SummaryDetail;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What client companies receive, to the byte. */
class SummaryPayloadTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    private static final Client ACME = new Client(
            1,
            "acme",
            "Acme",
            URI.create("https://acme.example/"),
            ScoringPolicy.BEST,
            SummaryDetail.TESTS,
            new Pace(null, 1, false),
            null,
            Duration.ofMinutes(5),
            null,
            null,
            List.of());

    private static String pushed(Summary summary) {
        return JSON.writeValueAsString(SummaryPayload.PushBody.of(ACME, summary, NOON));
    }

    @Test
    void everyTestIsShownWhereTheDetailIsTests() {
        var totals = new Totals(1, 1, 2, new BigDecimal("41.5"), new BigDecimal("60"), new BigDecimal("69.17"));
        var test = new Summary.Test(
                "t-9", "Negotiation", 2, new BigDecimal("41.5"), new BigDecimal("60"), true, NOON.minusSeconds(60));
        var unnamed = new Summary.Test("t-10", null, 1, BigDecimal.ZERO, BigDecimal.ZERO, null, NOON);
        assertThat(pushed(
                        new Summary(7, "u-17", 2, 9, totals, List.of(test, unnamed), NOON, SummaryDetail.TESTS, false)))
                .isEqualTo("{\"type\":\"user.summary.updated\",\"timestamp\":\"2026-11-21T12:00:00.123Z\",\"data\":{"
                        + "\"client\":\"acme\",\"user_id\":\"u-17\",\"epoch\":2,\"revision\":9,\"totals\":{"
                        + "\"tests_completed\":1,\"tests_passed\":1,\"tests_provisional\":2,"
                        + "\"score\":41.5,\"max_score\":60,\"percent\":69.17},\"tests\":["
                        + "{\"test_id\":\"t-9\",\"test_name\":\"Negotiation\",\"attempts\":2,\"score\":41.5,\"max_score\":60,"
                        + "\"passed\":true,\"completed_at\":\"2026-11-21T11:59:00.123456Z\"},"
                        + "{\"test_id\":\"t-10\",\"test_name\":null,\"attempts\":1,\"score\":0,\"max_score\":0,"
                        + "\"passed\":null,\"completed_at\":\"2026-11-21T12:00:00.123456Z\"}],"
                        + "\"last_completed_at\":\"2026-11-21T12:00:00.123456Z\"}}");
    }

    @Test
    void testsAreLeftOutWhereTheDetailIsTotals() {
        var nothing = new Totals(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, null);
        assertThat(pushed(new Summary(7, "u-17", 1, 1, nothing, List.of(), null, SummaryDetail.TOTALS, false)))
                .isEqualTo("{\"type\":\"user.summary.updated\",\"timestamp\":\"2026-11-21T12:00:00.123Z\",\"data\":{"
                        + "\"client\":\"acme\",\"user_id\":\"u-17\",\"epoch\":1,\"revision\":1,\"totals\":{"
                        + "\"tests_completed\":0,\"tests_passed\":0,\"tests_provisional\":0,"
                        + "\"score\":0,\"max_score\":0,\"percent\":null},\"last_completed_at\":null}}");
    }
}
