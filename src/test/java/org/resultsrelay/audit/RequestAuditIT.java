package org.resultsrelay.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@RelayTest
class RequestAuditIT {

    /** What platforms post is no deed of an administrator. */
    private static final List<String> OF_PLATFORMS = List.of("/api/v1/webhooks/", "/api/v1/sources/");

    private static final Set<RequestMethod> READING =
            Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);

    private static final String SECRET = "s3cr3t";

    @Autowired
    private ApplicationContext relay;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Autowired
    private Clients clients;

    @Autowired
    private Quarantine quarantine;

    @Autowired
    private JdbcClient jdbc;

    private final String key = "c-" + UUID.randomUUID();
    private final String client = "/api/v1/clients/" + key;
    private final String settings =
            "{\"name\": \"Acme\", \"pace\": {\"per_minute\": 1}, \"endpoint_url\": \"https://acme.invalid/in?key="
                    + SECRET + "\"}";

    private static final String SOURCE =
            "{\"preset\": \"classmarker\", \"verification\": {\"secret\": \"" + SECRET + "\"}}";

    private Api admin;

    @BeforeEach
    void asAdmin() {
        admin = Api.admin(relay);
    }

    /** A deed whose route is not among these fails the test: it gets a line here. */
    private Map<String, Supplier<Answer>> deeds() {
        String user = "/api/v1/users/" + key;
        Map<String, Supplier<Answer>> deeds = new LinkedHashMap<>();
        deeds.put("PUT /api/v1/clients/{key}", () -> admin.put(client, settings));
        deeds.put("PATCH /api/v1/clients/{key}", () -> admin.patch(client, settings));
        deeds.put("POST /api/v1/clients/{key}/secrets", () -> admin.post(client + "/secrets", null));
        deeds.put("POST /api/v1/clients/{key}/tokens", this::token);
        deeds.put(
                "DELETE /api/v1/clients/{key}/tokens/{id}",
                () -> admin.delete(client + "/tokens/" + token().text("id")));
        String source = client + "/sources/its-own";
        deeds.put("PUT /api/v1/clients/{key}/sources/{name}", () -> admin.put(source, SOURCE));
        deeds.put("POST /api/v1/clients/{key}/sources/{name}/url", () -> admin.post(source + "/url", null));
        deeds.put("POST /api/v1/clients/{key}/sources/{name}/dry-run", () -> admin.post(source + "/dry-run", "{}"));
        deeds.put("DELETE /api/v1/clients/{key}/sources/{name}", () -> admin.delete(source));
        deeds.put("POST /api/v1/clients/{key}/test-push", () -> admin.post(client + "/test-push", null));
        deeds.put("POST /api/v1/clients/{key}/conformance", () -> admin.post(client + "/conformance", null));
        deeds.put("POST /api/v1/clients/{key}/pause", () -> admin.post(client + "/pause", null));
        deeds.put(
                "POST /api/v1/users",
                () -> admin.post("/api/v1/users", "{\"client\": \"" + key + "\", \"id\": \"u/17\"}"));
        deeds.put("PUT /api/v1/users/{client}/{id}", () -> admin.put(user + "/u-18", "{\"held\": true}"));
        deeds.put("PATCH /api/v1/users/{client}/{id}", () -> admin.patch(user + "/u-18", "{\"held\": false}"));
        deeds.put("POST /api/v1/users/{client}/{id}/retry", () -> admin.post(user + "/u-18/retry", null));
        deeds.put("POST /api/v1/clients/{key}/resync", () -> admin.post(client + "/resync?capacity=60", null));
        deeds.put("POST /api/v1/recompute-tasks", this::task);
        deeds.put(
                "PUT /api/v1/recompute-tasks/{id}",
                () -> admin.put("/api/v1/recompute-tasks/" + task().text("id"), "{\"capacity\": 6}"));
        deeds.put(
                "PATCH /api/v1/recompute-tasks/{id}",
                () -> admin.patch("/api/v1/recompute-tasks/" + task().text("id"), "{\"capacity\": 6}"));
        deeds.put(
                "DELETE /api/v1/recompute-tasks/{id}",
                () -> admin.delete("/api/v1/recompute-tasks/" + task().text("id")));
        deeds.put("POST /api/v1/clients/{key}/epoch", () -> admin.post(client + "/epoch", null));
        deeds.put("POST /api/v1/epoch", () -> admin.post("/api/v1/epoch", null));
        deeds.put("POST /api/v1/quarantine/{id}/replay", () -> admin.post(kept("e-1") + "/replay", null));
        deeds.put(
                "POST /api/v1/quarantine/replay",
                () -> admin.post("/api/v1/quarantine/replay", "{\"client\": \"" + key + "\"}"));
        deeds.put(
                "POST /api/v1/quarantine/{id}/discard",
                () -> admin.post(kept("e-2") + "/discard", "{\"reason\": \"a trial\"}"));
        deeds.put("POST /api/v1/incidents/{id}/snooze", () -> admin.post(incident() + "/snooze", "{\"minutes\": 5}"));
        deeds.put("POST /api/v1/incidents/{id}/acknowledge", () -> admin.post(incident() + "/acknowledge", null));
        deeds.put("POST /api/v1/incidents/{id}/resolve", () -> admin.post(incident() + "/resolve", null));
        deeds.put("POST /api/v1/clients/{key}/resume", () -> admin.post(client + "/resume", null));
        deeds.put("POST /api/v1/telegram/links", () -> admin.post("/api/v1/telegram/links", "{\"name\": \"Ana\"}"));
        deeds.put("DELETE /api/v1/telegram/links/{id}", () -> admin.delete("/api/v1/telegram/links/" + person()));
        return deeds;
    }

    private Answer token() {
        return admin.post(client + "/tokens", "{\"name\": \"the platform\", \"scope\": \"client\"}");
    }

    /** Of two users at a pace of one a minute, so that it still runs when it is changed. */
    private Answer task() {
        return admin.post("/api/v1/recompute-tasks?capacity=1&client=" + key, "[\"u/17\", \"u-18\"]");
    }

    private String kept(String event) {
        long id = clients.find(key).orElseThrow().id();
        quarantine.keep(
                List.of(new QuarantinedInput("webhook", id, """
                {"event_id": "%s", "type": "test.completed", "occurred_at": "2026-11-21T10:00:00Z", "user": {"id": "u-18"},
                 "result": {"test_id": "t-9", "test_name": "N", "attempt": 1, "score": 17, "max_score": 20,
                            "passed": true, "completed_at": "2026-11-21T09:59:58Z"}}""".formatted(event).getBytes(UTF_8), "no good")));
        return "/api/v1/quarantine/"
                + jdbc.sql("select max(id) from quarantine").query(Long.class).single();
    }

    private String incident() {
        String list = "/api/v1/incidents?kind=malformed&client=" + key;
        await().untilAsserted(
                        () -> assertThat(admin.get(list).json().path("items")).isNotEmpty());
        return "/api/v1/incidents/" + admin.get(list).json().at("/items/0/id").asLong();
    }

    private long person() {
        return jdbc.sql("insert into chat_people (telegram_id, name, linked_at, linked_by)" + " values ("
                        + key.hashCode() + ", 'Ana', now(), 'token 1') returning id")
                .query(Long.class)
                .single();
    }

    @Test
    void everyRouteThatChangesSomethingLeavesARowWithoutSecrets() {
        var deeds = deeds();
        assertThat(deeds.keySet()).isEqualTo(mutating());
        List<String> secrets = new ArrayList<>(List.of(SECRET, String.valueOf(admin.token())));
        deeds.forEach((route, deed) -> {
            long before = newest();
            Answer answer = deed.get();
            assertThat(answer.status()).as(route + ": " + answer.http().body()).isBetween(200, 299);
            Stream.of("signing_secret", "token", "code", "url")
                    .map(answer::text)
                    .forEach(secrets::add);
            assertThat(jdbc.sql("""
                            select actor || ', ' || origin || ', ' || outcome from audit
                            where id > ? order by id desc limit 1
                            """).param(before).query(String.class).list())
                    .as(route)
                    .containsExactly("token 1 (first admin token), 127.0.0.1, DONE");
        });
        assertThat(jdbc.sql("select row_to_json(audit)::text from audit")
                        .query(String.class)
                        .list())
                .noneMatch(row ->
                        secrets.stream().filter(secret -> !secret.isEmpty()).anyMatch(row::contains));
    }

    /** As {@code METHOD /path}, from Spring itself. */
    private Set<String> mutating() {
        return routes.getHandlerMethods().keySet().stream()
                .flatMap(RequestAuditIT::shown)
                .filter(route -> route.contains("/api/"))
                .filter(route -> OF_PLATFORMS.stream().noneMatch(route::contains))
                .collect(toSet());
    }

    private static Stream<String> shown(RequestMappingInfo route) {
        return route.getMethodsCondition().getMethods().stream()
                .filter(method -> !READING.contains(method))
                .flatMap(method -> route.getPatternValues().stream().map(path -> method + " " + path));
    }

    @Test
    void aRowNamesWhatWasDoneToWhat() {
        admin.put(client, settings);
        admin.patch(client, "{\"endpoint_url\": \"https://b.invalid/\", \"name\": \"B\"}");
        admin.post("/api/v1/users", "{\"client\": \"" + key + "\", \"id\": \"u/17\"}");
        String token = token().text("id");
        admin.post(client + "/resync?dry_run=true", null);
        assertThat(trail("?client=" + key))
                .containsExactly(
                        "resyncClient client:" + key + " dry_run=true",
                        "makeToken token:" + key + "/" + token + " ",
                        "makeUser user:" + key + "/u/17 ",
                        "patchClient client:" + key + " endpoint_url, name",
                        "putClient client:" + key + " ");
        assertThat(trail("?client=" + key + "&action=makeUser")).hasSize(1);
        assertThat(trail("?subject=user:" + key + "/u/17")).hasSize(1);
    }

    private List<String> trail(String query) {
        return admin.get("/api/v1/audit" + query)
                .json()
                .path("items")
                .valueStream()
                .map(row -> row.path("action").asString() + " "
                        + row.path("subject").asString() + " "
                        + row.path("detail").asString())
                .toList();
    }

    @Test
    void anAddressThatTheSenderClaimsIsNotBelieved() {
        admin.send("PUT", client, settings, "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=203.0.113.9");
        assertThat(admin.get("/api/v1/audit?client=" + key)
                        .json()
                        .at("/items/0/origin")
                        .asString())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void whatIsRefusedLeavesNoRow() {
        admin.put(client, settings);
        Api company = admin.as(token().text("token"));
        long before = newest();
        assertThat(admin.put(client, "{}").status()).isEqualTo(400);
        assertThat(admin.put("/api/v1/users/" + key + "/%00", "{}").status()).isEqualTo(400);
        assertThat(admin.patch("/api/v1/clients/nobody", "{}").status()).isEqualTo(404);
        assertThat(admin.post(client + "/pause?token=" + SECRET, null).status()).isEqualTo(400);
        assertThat(admin.patch("/api/v1/clients/" + "x".repeat(4_000), "{}").status())
                .isEqualTo(404);
        assertThat(company.post(client + "/pause", null).status()).isEqualTo(403);
        assertThat(Api.anonymous(relay).post(client + "/pause", null).status()).isEqualTo(401);
        assertThat(newest()).isEqualTo(before);
    }

    @Test
    void whereTheRowCannotBeWrittenNothingIsDone() {
        Answer answer = without("audit", () -> admin.put(client, settings));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(admin.get(client).status()).isEqualTo(404);
    }

    @Test
    void whatFailsHalfWayStaysUnknown() {
        long before = newest();
        Answer answer = without("chat_links", () -> admin.post("/api/v1/telegram/links", "{\"name\": \"Ana\"}"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(jdbc.sql("select action || ' ' || outcome from audit where id > ?")
                        .param(before)
                        .query(String.class)
                        .list())
                .containsExactly("makeLink UNKNOWN");
    }

    private Answer without(String table, Supplier<Answer> request) {
        jdbc.sql("alter table " + table + " rename to away").update();
        try {
            return request.get();
        } finally {
            jdbc.sql("alter table away rename to " + table).update();
        }
    }

    private long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from audit")
                .query(Long.class)
                .single();
    }
}
