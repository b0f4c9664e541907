package org.resultsrelay.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.runtime.DataDirectory;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the relay over real HTTP; paths go out exactly as written. */
public record Api(URI base, @Nullable String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** A caller with the admin token that this relay's start has made. */
    public static Api admin(ApplicationContext relay) {
        return anonymous(relay)
                .as(relay.getBean(DataDirectory.class).find("admin-token").orElseThrow());
    }

    public static Api anonymous(ApplicationContext relay) {
        String port = relay.getEnvironment().getRequiredProperty("local.server.port");
        return new Api(URI.create("http://127.0.0.1:" + port), null);
    }

    public Api as(String other) {
        return new Api(base, other);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public Answer post(String path, @Nullable String json) {
        return send("POST", path, json);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return answer(request.build());
    }

    private static Answer answer(HttpRequest request) {
        try {
            return new Answer(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back; {@code json} is missing where the body is empty. */
    public record Answer(int status, HttpResponse<String> http) {

        Answer(HttpResponse<String> http) {
            this(http.statusCode(), http);
        }

        public JsonNode json() {
            return JSON.readTree(http.body());
        }

        public String text(String field) {
            return json().path(field).asString();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        /** The problem's slug; fails the test when this is no problem. */
        public String problem() {
            if (!header("Content-Type").startsWith("application/problem+json")) {
                throw new AssertionError("Not a problem: " + status + " " + http.body());
            }
            return text("type").replace("urn:results-relay:problem:", "");
        }

        /** {@code field: message} of each error, in the order given. */
        public List<String> errors() {
            return json().path("errors")
                    .valueStream()
                    .map(error -> error.path("field").asString() + ": "
                            + error.path("message").asString())
                    .toList();
        }
    }
}
