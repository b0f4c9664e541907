package org.resultsrelay.incidents.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.trouble.SilenceDetector.SilenceProperties;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.statistics.Tally;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.text.TextProperties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On Saturdays an event comes every 4 minutes around the clock; on other days none does. */
@AlertTest
class SilenceDetectorIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant TWO = NOON.plus(Duration.ofHours(2));

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Tally tally;

    @Autowired
    private Clients clients;

    @Autowired
    private SilenceProperties properties;

    @Autowired
    private TextProperties words;

    @Autowired
    private JdbcClient jdbc;

    private SilenceDetector silences;
    private Client client;

    /** Other tests of this relay would be told of the silence too. */
    @AfterEach
    void theSilentPlatformIsForgotten() {
        jdbc.sql("truncate tallies, tallies_heard, tallies_listening").update();
    }

    @BeforeEach
    void fourSaturdaysAreKnown() {
        theSilentPlatformIsForgotten();
        String key = "silent-" + System.nanoTime();
        ClientCompany.joins(Api.admin(relay), key).close();
        client = clients.find(key).orElseThrow();
        silences = new SilenceDetector(tally, clients, properties, words);
        for (int week = 1; week <= 4; week++) {
            Instant saturday = NOON.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(7L * week));
            for (int hour = 0; hour < 24; hour++) {
                jdbc.sql("insert into tallies (client_id, quarter_hour, received) values (?, ?, 15)")
                        .params(
                                client.id(),
                                saturday.plus(Duration.ofHours(hour)).atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
        listening(NOON.minus(Duration.ofDays(40)));
        heard(NOON);
    }

    private void listening(Instant since) {
        jdbc.sql("delete from tallies_listening").update();
        jdbc.sql("insert into tallies_listening (since, seen_at) values (:since, :since)")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void heard(Instant last) {
        jdbc.sql("delete from tallies_heard").update();
        jdbc.sql("insert into tallies_heard values (?, ?, ?)")
                .params(
                        client.id(),
                        NOON.minus(Duration.ofDays(40)).atOffset(ZoneOffset.UTC),
                        last.atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<Trouble> at(Instant now) {
        return silences.findings(Map.of(), now);
    }

    @Test
    void silenceIsToldWhenTenWouldUsuallyHaveCome() {
        assertThat(at(NOON.plus(Duration.ofMinutes(39)))).isEmpty();
        assertThat(at(NOON.plus(Duration.ofMinutes(40))))
                .containsExactly(silent(NOON.plus(Duration.ofMinutes(40)), "on Saturdays at this time"));
        assertThat(at(NOON.plus(Duration.ofDays(2))))
                .containsExactly(silent(NOON.plus(Duration.ofDays(2)), "at such times"));
    }

    private Trouble silent(Instant seen, String when) {
        return new PlatformSilent(AffectedClient.of(client), NOON, seen, Duration.ofMinutes(4), when);
    }

    @Test
    void aQuietDayIsNoSilence() {
        heard(NOON.plus(Duration.ofDays(1)));
        assertThat(at(NOON.plus(Duration.ofDays(2)))).isEmpty();
    }

    @Test
    void aShortSilenceIsNobodysBusiness() {
        jdbc.sql("update tallies set received = 60000").update();
        assertThat(at(NOON.plus(Duration.ofMinutes(14)))).isEmpty();
        assertThat(at(NOON.plus(Duration.ofMinutes(15)))).hasSize(1);
    }

    @Test
    void ourOwnDowntimeIsNobodysSilence() {
        listening(TWO);
        assertThat(at(TWO.plus(Duration.ofMinutes(39)))).isEmpty();
        assertThat(at(TWO.plus(Duration.ofMinutes(40))))
                .singleElement()
                .satisfies(silence -> assertThat(silence.since()).isEqualTo(TWO));
    }

    @Test
    void aSilenceThatWasToldLastsUntilSomethingIsHeard() {
        Map<String, Instant> told = Map.of("silence:" + client.key(), NOON);
        listening(TWO);
        assertThat(silences.findings(told, TWO.plusSeconds(1)))
                .singleElement()
                .satisfies(silence -> assertThat(silence.since()).isEqualTo(NOON));
        heard(TWO);
        assertThat(silences.findings(told, TWO.plusSeconds(31))).isEmpty();
    }
}
