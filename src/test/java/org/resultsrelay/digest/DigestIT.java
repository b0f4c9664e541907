package org.resultsrelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.FakeMessage;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.words.WordsProperties;
import org.resultsrelay.work.Tick;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertTest
class DigestIT {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Telling telling;

    @Autowired
    @Qualifier("sender")
    private Tick sender;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void acmeHadOneBusyHour() {
        jdbc.sql("truncate tallies, digests, notify_messages, notify_channels").update();
        String key = "digest-" + System.nanoTime();
        ClientCompany.joins(Api.admin(relay), key).close();
        relayed(key, "2026-11-20T22:30:00Z", 100); // 23:30 of that day in Amsterdam
        relayed(key, "2026-11-20T23:30:00Z", 1); // 00:30 of the next
    }

    private void relayed(String key, String time, long count) {
        jdbc.sql("""
                insert into tallies (client_id, hour, relayed)
                select id, date_trunc('hour', :time::timestamptz, 'UTC'), :count from clients where key = :key
                """)
                .param("key", key)
                .param("time", time)
                .param("count", count)
                .update();
    }

    private void tickAt(@Nullable LocalTime at, String now) {
        new Digest(
                        telling,
                        new DigestProperties(at),
                        new WordsProperties(ZONE),
                        Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
                .tick();
    }

    private List<String> told() {
        return jdbc.sql("select wanted_text from notify_messages where key like 'digest:%' and picture is not null")
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
    void itArrivesAsOnePictureWithItsText() throws IOException {
        tickAt(LocalTime.of(8, 0), "2026-11-21T07:00:00Z");
        telegram.reset();
        sender.tick();
        FakeMessage digest = telegram.in(FakeTelegram.CHAT).getFirst();
        assertThat(digest.text()).startsWith("<b>📊 Friday, 20 Nov 2026: 100 relayed");
        assertThat(ImageIO.read(new ByteArrayInputStream(digest.picture())).getWidth())
                .isEqualTo(900);
        assertThat(telegram.requests()).containsExactly("sendphoto");
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
