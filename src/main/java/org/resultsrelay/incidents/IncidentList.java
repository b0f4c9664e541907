package org.resultsrelay.incidents;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Alerts;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.episode.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Episodes as the API shows them, each with what was done about its alert. */
@Repository
class IncidentList {

    private static final String FIND = """
            select i.id from incidents i join alerts a on a.id = i.alert_id
            where i.id < :before
              and (cast(:open as boolean) is null or (i.resolved_at is null) = cast(:open as boolean))
              and (cast(:acknowledged as boolean) is null
                   or (a.acknowledged_at is not null) = cast(:acknowledged as boolean))
              and (cast(:kind as text) is null or i.kind = cast(:kind as text))
              and (cast(:client as text) is null or i.client = cast(:client as text))
              and (cast(:alert as bigint) is null or i.alert_id = cast(:alert as bigint))
            order by i.id desc limit :limit
            """;

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Alerts alerts;

    IncidentList(JdbcClient jdbc, Incidents incidents, Alerts alerts) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.alerts = alerts;
    }

    /** A filter that is null asks for all. */
    record Filter(
            @Nullable State state,
            @Nullable Kind kind,
            @Nullable String client,
            @Nullable Boolean acknowledged,
            @Nullable Long alert) {}

    List<IncidentView> find(Filter filter, long before, int limit) {
        List<Long> ids = jdbc.sql(FIND)
                .param("before", before)
                .param("open", filter.state() == null ? null : filter.state() == State.OPEN, Types.BOOLEAN)
                .param("acknowledged", filter.acknowledged(), Types.BOOLEAN)
                .param("kind", filter.kind() == null ? null : filter.kind().name(), Types.VARCHAR)
                .param("client", filter.client(), Types.VARCHAR)
                .param("alert", filter.alert(), Types.BIGINT)
                .param("limit", limit)
                .query((row, n) -> row.getLong("id"))
                .list();
        return views(incidents.findByIdInOrderByIdDesc(ids));
    }

    /** Empty where there is no such episode. */
    List<IncidentView> one(long id) {
        return views(incidents.findByIdInOrderByIdDesc(List.of(id)));
    }

    private List<IncidentView> views(List<Incident> shown) {
        List<Long> ids = shown.stream().map(Incident::alertId).distinct().toList();
        Map<Long, Alert> told =
                alerts.findByIdIn(ids).stream().collect(Collectors.toMap(Alert::id, Function.identity()));
        return shown.stream()
                .map(incident -> IncidentView.of(incident, Objects.requireNonNull(told.get(incident.alertId()))))
                .toList();
    }
}
