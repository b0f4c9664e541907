package org.resultsrelay.incidents;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.MessageContent.Button;
import org.resultsrelay.notify.PagedList;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Front door: lists and details of incidents and alerts. */
@Component
public class IncidentQueries {

    private static final int INCIDENTS_A_PAGE = 20;
    private static final int ALERTS_A_PAGE = 10;

    private static final String FIND = """
            select i.id, i.key, i.kind, case when i.resolved_at is null then 'open' else 'resolved' end as state, i.client,
                   i.alert_id as alert, i.opened_at, i.last_seen_at, i.resolved_at, i.resolved_by,
                   a.acknowledged_at, a.acknowledged_by, a.snoozed_until,
                   i.occurrences, i.users_affected, i.first_error, i.last_error
            from incidents i join alerts a on a.id = i.alert_id
            where i.id < :before and i.id = coalesce(cast(:id as bigint), i.id)
              and (i.resolved_at is null) = coalesce(cast(:open as boolean), i.resolved_at is null)
              and (a.acknowledged_at is not null) = coalesce(cast(:acknowledged as boolean), a.acknowledged_at is not null)
              and i.kind = coalesce(cast(:kind as text), i.kind)
              and i.client is not distinct from coalesce(cast(:client as text), i.client)
              and i.alert_id = coalesce(cast(:alert as bigint), i.alert_id)
            order by i.id desc limit :limit
            """;

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Alerts alerts;
    private final AlertText text;
    private final Mutes mutes;
    private final Clock clock;

    IncidentQueries(JdbcClient jdbc, Incidents incidents, Alerts alerts, AlertText text, Mutes mutes, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.alerts = alerts;
        this.text = text;
        this.mutes = mutes;
        this.clock = clock;
    }

    /** Null matches everything. */
    record IncidentFilter(
            @Nullable Long id,
            @Nullable Boolean open,
            @Nullable TroubleKind kind,
            @Nullable String client,
            @Nullable Boolean acknowledged,
            @Nullable Long alert) {}

    List<IncidentView> find(IncidentFilter filter, long before, int limit) {
        return jdbc.sql(FIND)
                .param("before", before)
                .param("id", filter.id(), Types.BIGINT)
                .param("open", filter.open(), Types.BOOLEAN)
                .param("acknowledged", filter.acknowledged(), Types.BOOLEAN)
                .param("kind", filter.kind() == null ? null : filter.kind().name(), Types.VARCHAR)
                .param("client", filter.client(), Types.VARCHAR)
                .param("alert", filter.alert(), Types.BIGINT)
                .param("limit", limit)
                .query(new DataClassRowMapper<>(IncidentView.class))
                .list();
    }

    Optional<IncidentView> find(long id) {
        return find(new IncidentFilter(id, null, null, null, null, null), Long.MAX_VALUE, 1).stream()
                .findFirst();
    }

    /** A page of an alert's incidents with buttons to the other pages; empty if there is no such alert. */
    @Transactional(readOnly = true)
    public Optional<MessageContent> details(long alertId, int page) {
        return alerts.findById(alertId).map(alert -> {
            PagedList<Incident> members =
                    new PagedList<>(incidents.findByAlertIdOrderById(alertId), page, INCIDENTS_A_PAGE);
            return MessageContent.of(text.details(alert, members, clock.instant()))
                    .with(members.buttons(other -> AlertButton.DETAILS.action(alertId, other)));
        });
    }

    /**
     * A page of the open alerts, newest first, and the mutes. {@code turn} gives the action of a button that shows
     * another page.
     */
    @Transactional(readOnly = true)
    public MessageContent list(int page, IntFunction<String> turn) {
        PagedList<Alert> open =
                new PagedList<>(alerts.findByOverAtIsNullOrderById().reversed(), page, ALERTS_A_PAGE);
        List<List<Button>> rows = new ArrayList<>(open.shown().stream()
                .map(alert -> List.of(new Button("Details " + alert.id(), AlertButton.DETAILS.action(alert.id(), 0))))
                .toList());
        rows.addAll(open.buttons(turn));
        return MessageContent.of(text.list(open, clock.instant())
                        + mutes.summary().map("\n"::concat).orElse(""))
                .with(rows);
    }

    /** How many alerts are open. */
    public int openAlerts() {
        return alerts.countByOverAtIsNull();
    }

    /** When each open incident began, the oldest first. */
    public List<Instant> openSince() {
        return incidents.openSince();
    }

    /** The keys of the clients of this alert's open incidents. */
    public List<String> openClients(long alertId) {
        return incidents.findByAlertIdOrderById(alertId).stream()
                .filter(Incident::isOpen)
                .map(Incident::client)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
