package org.resultsrelay.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain HTTP/1.1 as a stranger would speak it. */
public final class Http {

    private static final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    public static HttpResponse<String> get(URI url, String... headers) throws IOException {
        return send(request(url, headers).build(), BodyHandlers.ofString());
    }

    public static HttpResponse<String> post(URI url, String json, String... headers) throws IOException {
        return send("POST", url, json, headers);
    }

    public static HttpResponse<String> put(URI url, String json, String... headers) throws IOException {
        return send("PUT", url, json, headers);
    }

    public static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException {
        try {
            return client.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static HttpResponse<String> send(String method, URI url, String json, String... headers)
            throws IOException {
        HttpRequest.Builder request = request(url, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
        return send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }
}
