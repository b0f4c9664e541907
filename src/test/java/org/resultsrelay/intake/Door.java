package org.resultsrelay.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform that posts for one client company of its own. */
record Door(int port, String token) {

    static final String ADMIN_TOKEN = "the-admin-token-of-these-tests";

    private static final String PATH = "/api/v1/webhooks/results";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** Makes a client company and a token to post for it. */
    static Door open(int port) throws Exception {
        String client = "/api/v1/clients/c-" + UUID.randomUUID();
        var admin = new Door(port, ADMIN_TOKEN);
        admin.send(admin.request(client).PUT(text("{\"name\": \"C\", \"endpoint_url\": \"https://localhost:9/\"}")));
        String made = admin.send(
                        admin.request(client + "/tokens").POST(text("{\"name\": \"t\", \"scope\": \"intake\"}")))
                .body();
        return new Door(port, JSON.readTree(made).path("token").asString());
    }

    HttpResponse<String> post(String body) throws Exception {
        return post(text(body));
    }

    HttpResponse<String> post(BodyPublisher body) throws Exception {
        return send(request(PATH).POST(body));
    }

    HttpResponse<String> postTo(String query, String body) throws Exception {
        return send(request(PATH + query).POST(text(body)));
    }

    HttpResponse<String> postAs(String contentType, String encoding) throws Exception {
        return postAs(contentType, encoding, "{}");
    }

    HttpResponse<String> postAs(String contentType, String encoding, String body) throws Exception {
        return send(request(PATH)
                .setHeader("Content-Type", contentType)
                .setHeader("Content-Encoding", encoding)
                .POST(text(body)));
    }

    JsonNode description() throws Exception {
        return json(send(request("/v3/api-docs").GET()));
    }

    /** A connection on which a request has begun, with these headers beside the usual ones; the body is the test's. */
    Socket begin(String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String head = "POST " + PATH + " HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static String event(String id, String score) {
        return """
            {"event_id": "%s", "type": "test.completed", "user": {"id": "u-17"},
             "result": {"test_id": "t-9", "score": %s, "max_score": 20, "completed_at": "2026-11-21T09:59:58Z"}}""".formatted(id, score);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static BodyPublisher text(String body) {
        return BodyPublishers.ofString(body);
    }
}
