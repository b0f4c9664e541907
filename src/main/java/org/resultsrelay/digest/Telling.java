package org.resultsrelay.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.IncidentQueries;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.statistics.QuarterHour;
import org.resultsrelay.statistics.Tally;
import org.resultsrelay.text.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells of a day once, however many relays want to: the day's row and the message are one transaction. */
@Component
class Telling {

    private final Tally tally;
    private final Clients clients;
    private final IncidentQueries incidents;
    private final Notifications notifications;
    private final Words words;
    private final JdbcClient jdbc;

    Telling(
            Tally tally,
            Clients clients,
            IncidentQueries incidents,
            Notifications notifications,
            Words words,
            JdbcClient jdbc) {
        this.tally = tally;
        this.clients = clients;
        this.incidents = incidents;
        this.notifications = notifications;
        this.words = words;
        this.jdbc = jdbc;
    }

    @Transactional
    void tell(LocalDate day, ZoneId zone, Instant now) {
        int first = jdbc.sql("insert into digests (day, told_at) values (:day, :now) on conflict do nothing")
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (first == 1) {
            notifications.post(Notification.of("digest:" + day, content(day, zone)));
        }
    }

    private MessageContent content(LocalDate day, ZoneId zone) {
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
        List<QuarterHour> counted = tally.quarterHours(from, to);
        List<ClientDay> byClient = ClientDay.of(counted, id -> clients.get(id).name());
        MessageContent text =
                MessageContent.of(DigestText.of(day, byClient, DigestText.open(incidents.openSince(), words)));
        return counted.isEmpty() ? text : text.with(Chart.of(Bars.of(counted, from, to, zone)));
    }
}
