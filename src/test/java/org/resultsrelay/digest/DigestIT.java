package org.resultsrelay.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resultsrelay.text.Words.number;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.IncidentQueries;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.statistics.Tally;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.text.TextProperties;
import org.resultsrelay.text.Words;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@AlertTest
class DigestIT {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Tally tally;

    @Autowired
    private Clients clients;

    @Autowired
    private IncidentQueries incidents;

    @Autowired
    private Words words;

    @Autowired
    private Notifications notifications;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    @Qualifier("sender")
    private Tick sender;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private JdbcClient jdbc;

    private String key = "";

    @BeforeEach
    void acmeHadOneBusyHour() {
        jdbc.sql("truncate tallies, digests, notify_messages, notify_channels").update();
        key = "digest-" + System.nanoTime();
        ClientCompany.joins(Api.admin(relay), key).close();
        relayed(key, "2026-11-20T22:30:00Z", 100); // 23:30 of that day in Amsterdam
        relayed(key, "2026-11-20T23:30:00Z", 1); // 00:30 of the next
    }

    private void relayed(String key, String time, long count) {
        jdbc.sql("""
                insert into tallies (client_id, quarter_hour, relayed)
                select id, date_bin('15 minutes', :time::timestamptz, 'epoch'), :count from clients where key = :key
                """)
                .param("key", key)
                .param("time", time)
                .param("count", count)
                .update();
    }

    private void tickAt(@Nullable LocalTime at, String now) {
        tickAt(at, now, ZONE);
    }

    private void tickAt(@Nullable LocalTime at, String now, ZoneId zone) {
        DigestText text = new DigestText(tally, clients, incidents, words, new TextProperties(zone));
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        new DailyDigest(text, notifications, new DigestProperties(at), jdbc, transactions, clock).tick();
    }

    private List<String> told() {
        return jdbc.sql("select wanted_text from notify_messages where key like 'digest:%'")
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Test
    void theDayBeforeIsToldOnceItIsTime() {
        tickAt(LocalTime.of(8, 0), "2026-11-21T06:59:59Z");
        assertThat(told()).isEmpty();
        tickAt(LocalTime.of(8, 0), "2026-11-21T07:00:00Z");
        assertThat(told()).singleElement().asString().startsWith("📊 Friday, 20 Nov 2026: 100 relayed, 0 late");
    }

    /** One push a minute, and more of them on the day before and on the day after. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata, 2026-11-20, 1440",
        "Asia/Kathmandu, 2026-11-20, 1440",
        "Australia/Lord_Howe, 2026-04-05, 1470",
        "Australia/Lord_Howe, 2026-10-04, 1410",
        "Europe/Amsterdam, 2026-10-25, 1500"
    })
    void aDayIsThatOfPeoplesClocks(ZoneId zone, LocalDate day, long minutes) {
        jdbc.sql("truncate tallies").update();
        Instant from = day.minusDays(1).atStartOfDay(zone).toInstant();
        jdbc.sql("""
                insert into tallies (client_id, quarter_hour, relayed)
                select id, start, case (start at time zone :zone)::date when :day then 15 else 1000 end from clients,
                       generate_series(:from::timestamptz, :from::timestamptz + interval '3 days', '15 minutes') as start
                where key = :key
                """)
                .param("key", key)
                .param("from", from.toString())
                .param("zone", zone.getId())
                .param("day", day)
                .update();
        Instant due = day.plusDays(1).atTime(8, 0).atZone(zone).toInstant();
        tickAt(LocalTime.of(8, 0), due.toString(), zone);
        assertThat(told()).singleElement().asString().contains(": " + number(minutes) + " relayed");
    }

    @Test
    void aDayThatWasDueBeforeMidnightIsToldAfterIt() {
        tickAt(LocalTime.of(23, 59), "2026-11-21T22:58:59Z"); // 23:58:59 in Amsterdam
        assertThat(told()).isEmpty();
        tickAt(LocalTime.of(23, 59), "2026-11-21T23:01:00Z");
        assertThat(told()).singleElement().asString().startsWith("📊 Friday, 20 Nov 2026: 100 relayed");
        tickAt(LocalTime.of(23, 59), "2026-11-21T23:01:30Z");
        assertThat(told()).hasSize(1);
    }

    @Test
    void itCountsWhatIsOpenNow() {
        jdbc.sql("truncate incidents, alerts").update();
        open("delivery:one", "2026-11-21T06:40:00Z");
        open("delivery:two", "2026-11-20T22:10:00Z");
        tickAt(LocalTime.of(8, 0), "2026-11-21T07:00:00Z");
        jdbc.sql("truncate incidents, alerts").update();
        assertThat(told()).singleElement().asString().contains("\n2 incidents open, the oldest since 20 Nov 2026,");
    }

    private void open(String key, String since) {
        jdbc.sql("""
                with alert as (
                    insert into alerts (kind, cause, opened_at, joined_at, tell_at, body)
                    values ('DELIVERY', 'unreachable', :since::timestamptz, :since::timestamptz, :since::timestamptz, '')
                    returning id)
                insert into incidents (alert_id, key, kind, subject, opened_at, last_seen_at, occurrences, users_affected,
                                       first_error, last_error)
                select id, :key, 'DELIVERY', :key, :since::timestamptz, :since::timestamptz, 0, 1, '', '' from alert
                """).param("key", key).param("since", since).update();
    }

    @Test
    void itArrivesAsOneMessageThatNamesTheClientAndAUsualDay() {
        relayed(key, "2026-11-13T12:00:00Z", 80);
        relayed(key, "2026-11-06T12:00:00Z", 90);
        relayed(key, "2026-10-30T12:00:00Z", 400);
        tickAt(LocalTime.of(8, 0), "2026-11-21T07:00:00Z");
        telegram.reset();
        sender.tick();
        assertThat(telegram.messages())
                .singleElement()
                .asString()
                .contains(
                        "<b>📊 Friday, 20 Nov 2026: 100 relayed, 0 late, 0 refused</b>",
                        "A usual Friday: 90 relayed",
                        "Most in an hour: 100 relayed at 23:00",
                        ": 100 relayed (usually 90)");
    }

    @Test
    void aDayIsToldOnceHoweverManyRelaysWantTo() {
        tickAt(LocalTime.of(8, 0), "2026-11-21T07:00:00Z");
        jdbc.sql("update tallies set relayed = 7").update();
        tickAt(LocalTime.of(8, 0), "2026-11-21T07:00:30Z");
        assertThat(told()).singleElement().asString().contains("100 relayed");
    }

    @Test
    void aRelayThatComesBackInTheEveningDoesNotTell() {
        tickAt(LocalTime.of(8, 0), "2026-11-21T13:00:00Z");
        assertThat(told()).isEmpty();
    }

    @Test
    void withoutATimeThereIsNone() {
        tickAt(null, "2026-11-21T07:00:00Z");
        assertThat(told()).isEmpty();
    }
}
