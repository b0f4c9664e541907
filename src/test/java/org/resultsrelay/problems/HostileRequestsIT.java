package org.resultsrelay.problems;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.Wire;
import org.resultsrelay.support.Wire.Reply;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every documented operation, with hostile values in every parameter, field and header: no request makes the relay fail, and
 * each refusal is a problem that says what to do.
 */
@RelayTest
class HostileRequestsIT {

    private static final JsonMapper JSON = new JsonMapper();
    /** A body that is refused by its content alone, so that none of these requests does anything. */
    private static final String NOTHING = "{\"nothing\": 1}";

    private static final String WEBHOOKS = "/api/v1/webhooks/results";

    /** As they stand in a path or a query. */
    private static final List<String> IN_ADDRESSES = List.of(
            "",
            "%00",
            "%0A",
            "%ED%A0%80",
            "%C0%AF",
            "%F4%90%80%80",
            "%EF%BF%BE",
            "%",
            "%zz",
            "%25",
            "%2F",
            "%2E%2E",
            "..%2F..",
            "%5C",
            ";a=b",
            "-1",
            "0",
            "9223372036854775808",
            "1e400",
            "NaN",
            "true",
            "%22%27%60",
            "%F0%9F%A6%8A",
            "*",
            "\u00e9",
            "a".repeat(5_000),
            cursor("\u0000"),
            cursor("9".repeat(30)),
            cursor("-1"),
            cursor("1,2"),
            cursor("\uFFFF"));

    /** As they stand in a JSON text. */
    private static final List<String> IN_FIELDS = List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "-1e2147483648",
            "9".repeat(1_000),
            "9223372036854775808",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\uffff\"",
            "\"..\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"2026-11-21T10:00:00\"",
            "\"http://[\"",
            "\"https://u:p@h:99999/\"",
            "\"jar:file:///\"",
            "\"" + "x".repeat(5_000) + "\"",
            "[]",
            "[null]",
            "{}",
            "{\"a\": 1, \"a\": 2}",
            "[".repeat(600) + "]".repeat(600));

    /** As they stand for a whole body. */
    private static final List<String> AS_BODIES = List.of(
            "",
            "{",
            "null",
            "17",
            "[]",
            "[null]",
            "{}",
            "\u0000",
            "\u00ed\u00a0\u0080",
            "{\"\u00ff\": 1}",
            "\u00fe\u00ff\u0000{",
            "{\"a\": NaN}",
            "{\"a\": 1e400}",
            "{} {}",
            "a=b&c=%ED%A0%80",
            "[\"\\u0000\", \"\\udc00\"]",
            "[".repeat(2_000),
            "[".repeat(150_000) + "]".repeat(150_000),
            "{\"a\":".repeat(40_000) + "1" + "}".repeat(40_000),
            "\"" + "x".repeat(300_000),
            "--x\r\nContent-Disposition: form-data; name=\"client\"\r\n\r\n");

    private static final List<String> HEADERS = List.of(
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; charset=nonsense",
            "Content-Type: application/json; charset=\"",
            "Content-Type: text/plain; charset=utf-16",
            "Content-Type: ;;",
            "Content-Type: */*",
            "Content-Type: application/*",
            "Content-Type: \u00ff",
            "Content-Type:",
            "Content-Encoding: gzip",
            "Content-Encoding: nonsense",
            "Accept: ;;",
            "Accept: text/html",
            "Accept: application/json;q=nonsense",
            "Accept: application/json;q=9",
            "Accept: " + "a/b,".repeat(200) + "c/d",
            "Accept-Charset: nonsense",
            "Accept-Language: \u00ff-*;q=x",
            "Accept-Encoding: \u00ff",
            "Expect: 100-continue",
            "Expect: the-unexpected",
            "Range: bytes=9-1",
            "If-Modified-Since: never",
            "If-None-Match: \u00ff",
            "X-Forwarded-For: nonsense",
            "X-Forwarded-Host: [",
            "X-Forwarded-Port: -1",
            "X-Forwarded-Proto: nonsense",
            "Forwarded: for=;;;=\"",
            "Origin: null",
            "Origin: nonsense",
            "Cookie: JSESSIONID=\u00ff; =; ;",
            "X-HTTP-Method-Override: DELETE",
            "Transfer-Encoding: nonsense",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Upgrade: h2c",
            "Upgrade: nonsense",
            "Connection: nonsense, close");

    private static final List<String> METHODS = List.of(
            "HEAD",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "GET",
            "PUT",
            "POST",
            "PATCH",
            "DELETE",
            "PROPFIND",
            "get",
            "G\u00ffT");

    /** What may stand behind an address. */
    private static final List<String> ENDS = List.of("/", "//", "/.", "/..", ";x", "/%2F", "%20", "/%00", "#");

    /** Requests that only a socket can send; each ends with its connection. */
    private static final List<String> MALFORMED = List.of(
            "GET /api/v1/clients HTTP/1.1\r\n\r\n",
            "GET /api/v1/clients HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET /api/v1/clients HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /api/v1/clients HTTP/3.7\r\nHost: relay\r\n\r\n",
            "GET /api/v1/clients NONSENSE\r\nHost: relay\r\n\r\n",
            "GET http://[/ HTTP/1.1\r\nHost: relay\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: relay\r\n\r\n",
            "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: relay\r\n\r\n",
            "GET /api/v1/clients HTTP/1.1\r\nHost: relay\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
            "GET /api/v1/clients HTTP/1.1\r\nHost: relay\r\n" + "X: a\r\n".repeat(500) + "\r\n",
            "GET /api/v1/clients HTTP/1.1\r\nHost: relay\r\nX\u0000: a\r\n\r\n",
            "GET /api/v1/clients HTTP/1.1\r\nHost: relay\r\nX: a\u0000b\r\n\r\n",
            "GET /api/v1/clients HTTP/1.1\r\nHost: relay\r\nno colon\r\n\r\n",
            "POST /api/v1/clients HTTP/1.1\r\nHost: relay\r\nContent-Length: -1\r\n\r\n",
            "POST /api/v1/clients HTTP/1.1\r\nHost: relay\r\nContent-Length: 1e9\r\n\r\n",
            "POST /api/v1/clients HTTP/1.1\r\nHost: relay\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}");

    @Autowired
    private ApplicationContext relay;

    private Api admin;
    private String intake;
    private JsonNode document;
    private Wire wire;
    private final List<String> seen = new ArrayList<>();
    private int requests;

    private static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
    }

    @BeforeEach
    void aRelayWithACompanyAndAUser() throws IOException {
        admin = Api.admin(relay);
        String company = "{\"name\": \"H\", \"endpoint_url\": \"https://hostile.invalid/\"}";
        assertThat(admin.put("/api/v1/clients/hostile", company).status()).isIn(200, 201);
        intake = admin.post("/api/v1/clients/hostile/tokens", "{\"name\": \"h\", \"scope\": \"intake\"}")
                .text("token");
        admin.put("/api/v1/users/hostile/u-1", "{}");
        document = admin.get("/v3/api-docs").json();
        wire = new Wire(admin.base());
    }

    @AfterEach
    void hangUp() throws IOException {
        wire.close();
    }

    /** One documented operation; {@code path} still has its variables in braces. */
    private record Operation(String method, String path, JsonNode described) {

        String address() {
            return address("");
        }

        /** With usable values, but for one variable. */
        String address(String variable, String value) {
            return path.replace("{" + variable + "}", value).transform(Operation::filled) + needed("");
        }

        String address(String query) {
            return filled(path) + needed(query);
        }

        private static String filled(String path) {
            return path.replace("{client}", "hostile")
                    .replace("{key}", "hostile")
                    .replace("users/hostile/{id}", "users/hostile/u-1")
                    .replace("{bucket}", "ab")
                    .replaceAll("\\{[a-z_]+}", "1");
        }

        private String needed(String query) {
            boolean client = parameters("query").anyMatch(name -> name.equals("client")) && method.equals("POST");
            String all = client && !query.startsWith("client=") ? "client=hostile&" + query : query;
            return all.isEmpty() ? "" : "?" + all;
        }

        Stream<String> parameters(String place) {
            return described
                    .path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asString().equals(place))
                    .map(parameter -> parameter.path("name").asString());
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    private boolean hasBody(Operation operation) {
        return operation.described().has("requestBody");
    }

    /** The request's head and body; a given Content-Type or Transfer-Encoding takes the usual one's place. */
    private String request(String method, String address, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        if (lines.stream().noneMatch(line -> line.startsWith("Content-Type"))) {
            lines.add("Content-Type: application/json");
        }
        if (lines.stream().noneMatch(line -> line.startsWith("Transfer-Encoding"))) {
            lines.add("Content-Length: " + body.length());
        }
        String token = address.startsWith(WEBHOOKS) ? intake : String.valueOf(admin.token());
        return method + " " + address + " HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer " + token + "\r\n"
                + String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    private void send(String method, String address, String body, String... headers) {
        String request = request(method, address, body, headers);
        requests++;
        try {
            judge(method, request, wire.send(request));
        } catch (IOException e) {
            seen.add(shown(request) + " -> " + e);
        }
    }

    private void judge(String method, String request, Reply reply) {
        boolean problem = reply.header("Content-Type").startsWith("application/problem+json");
        if (reply.status() >= 500) {
            seen.add(shown(request) + " -> " + reply.status() + " " + reply.body());
        } else if (reply.status() >= 400
                && !method.equals("HEAD")
                && !(problem
                        && JSON.readTree(reply.body()).path("detail").asString().length() > 10)) {
            seen.add(shown(request) + " -> no problem: " + reply.status() + " " + reply.headers() + reply.body());
        }
    }

    private static String shown(String request) {
        return request.replaceAll("Bearer \\S+", "…")
                .replace("\r\n", " | ")
                .transform(text -> text.length() < 400 ? text : text.substring(0, 400) + "…");
    }

    private void nothingFailed() {
        assertThat(seen).as(requests + " requests").isEmpty();
    }

    @Test
    void inPaths() {
        for (Operation operation : operations()) {
            operation
                    .parameters("path")
                    .forEach(name -> IN_ADDRESSES.forEach(
                            value -> send(operation.method(), operation.address(name, value), NOTHING)));
        }
        nothingFailed();
    }

    @Test
    void inQueries() {
        for (Operation operation : operations()) {
            Stream.concat(operation.parameters("query"), Stream.of("unknown"))
                    .forEach(name -> IN_ADDRESSES.forEach(
                            value -> send(operation.method(), operation.address(name + "=" + value), NOTHING)));
            for (String query :
                    List.of("&", "=", "%", "%00=%00", "a=b=c&&&=", "a".repeat(5_000) + "=", "x=1&".repeat(1_500))) {
                send(operation.method(), operation.address(query), NOTHING);
            }
        }
        nothingFailed();
    }

    @Test
    void asBodies() {
        for (Operation operation : operations()) {
            if (hasBody(operation)) {
                for (String type :
                        operation.described().at("/requestBody/content").propertyNames()) {
                    AS_BODIES.forEach(
                            body -> send(operation.method(), operation.address(), body, "Content-Type: " + type));
                }
            }
        }
        nothingFailed();
    }

    @Test
    void inFields() {
        for (Operation operation : operations()) {
            JsonNode contents = operation.described().at("/requestBody/content");
            contents.properties()
                    .forEach(content -> bodies(content.getValue().path("schema"), 3)
                            .forEach(body -> send(
                                    operation.method(),
                                    operation.address(),
                                    new String(body.getBytes(UTF_8), ISO_8859_1),
                                    "Content-Type: " + content.getKey())));
        }
        nothingFailed();
    }

    /** Usable values but for one field, and for each field each hostile value. */
    private Stream<String> bodies(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        Stream<String> whole = IN_FIELDS.stream();
        if (depth == 0 || !schema.has("properties")) {
            return whole;
        }
        List<Map.Entry<String, JsonNode>> fields =
                List.copyOf(schema.path("properties").properties());
        return Stream.concat(
                whole,
                fields.stream()
                        .flatMap(hostile -> bodies(hostile.getValue(), depth - 1)
                                .map(value -> fields.stream()
                                        .filter(field -> field.equals(hostile) || isRequired(schema, field.getKey()))
                                        .map(field -> "\"" + field.getKey() + "\": "
                                                + (field.equals(hostile)
                                                        ? value
                                                        : usable(field.getKey(), field.getValue())))
                                        .collect(Collectors.joining(", ", "{", "}")))));
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return schema.path("required")
                .valueStream()
                .anyMatch(name -> name.asString().equals(field));
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.path("$ref").asString().substring(1)));
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice)) {
                return resolved(schema.path(choice).path(0));
            }
        }
        return schema;
    }

    private String usable(String name, JsonNode given) {
        JsonNode schema = resolved(given);
        if (name.equals("client")) {
            return "\"hostile\"";
        }
        if (schema.has("example") && !schema.has("properties")) {
            return schema.path("example").isString()
                            && schema.path("type").toString().contains("number")
                    ? schema.path("example").asString()
                    : schema.path("example").toString();
        }
        if (schema.has("properties")) {
            return schema.path("properties").properties().stream()
                    .map(field -> "\"" + field.getKey() + "\": " + usable(field.getKey(), field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0).toString();
        }
        String type = schema.path("type").toString();
        return type.contains("boolean")
                ? "true"
                : type.contains("integer") || type.contains("number")
                        ? "1"
                        : type.contains("array")
                                ? "[]"
                                : schema.path("format").asString("").equals("date-time")
                                        ? "\"2026-11-21T10:00:00Z\""
                                        : "\"hostile\"";
    }

    @Test
    void inHeaders() {
        for (Operation operation : operations()) {
            HEADERS.forEach(header -> send(operation.method(), operation.address(), NOTHING, header));
        }
        nothingFailed();
    }

    @Test
    void asMethods() {
        document.path("paths").propertyNames().forEach(path -> {
            String address = new Operation("", path, JSON.createObjectNode()).address();
            METHODS.forEach(method -> send(method, address, ""));
            ENDS.forEach(end -> send("GET", address + end, ""));
        });
        nothingFailed();
    }

    @Test
    void asQueryParametersThatNoOperationHas() {
        for (Operation operation : operations()) {
            if (!operation.path().equals(WEBHOOKS) && !operation.path().startsWith("/api/v1/sources/")) {
                var answer = admin.send(operation.method(), operation.address("lmit=1"), NOTHING);
                String known = operation.parameters("query").sorted().collect(Collectors.joining(", "));
                assertThat(answer.errors())
                        .as(operation.method() + " " + operation.path())
                        .containsExactly("lmit: is not known here: "
                                + (known.isEmpty() ? "send no query" : "use one of " + known));
            }
        }
    }

    @Test
    void asMalformedRequests() throws IOException {
        for (String request : MALFORMED) {
            try (Wire connection = new Wire(admin.base())) {
                Reply reply = connection.send(request);
                judge("", request, reply);
                assertThat(reply.status()).as(shown(request)).isBetween(400, 499);
                assertThat(reply.body() + reply.headers()).doesNotContainIgnoringCase("tomcat");
            } catch (IOException e) {
                seen.add(shown(request) + " -> " + e);
            }
        }
        nothingFailed();
    }
}
