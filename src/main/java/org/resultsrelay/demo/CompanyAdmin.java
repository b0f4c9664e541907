package org.resultsrelay.demo;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.platform.RelayApi;
import org.resultsrelay.demo.platform.RelayApi.Answer;

/** What an administrator does for the client company, over the API. */
final class CompanyAdmin {

    static final String PATH = "/api/v1/clients/harbour-learning";

    private final RelayApi relay;
    private final String adminToken;

    CompanyAdmin(RelayApi relay, String adminToken) {
        this.relay = relay;
        this.adminToken = adminToken;
    }

    /** Creates the client company, or updates the address of the one that an earlier demo created. Returns the secret that signs its summaries. */
    String register(URI endpoint) throws IOException, InterruptedException {
        Map<String, Object> company = Map.of("name", "Harbour Learning (demo)", "endpoint_url", endpoint);
        Answer answer = call("PUT", "", company);
        if (answer.status() != 201) { // the earlier demo has got its secret, which is shown only once
            answer = call("POST", "/secrets", null);
            call("POST", "/resume", null);
        }
        return answer.body().path("signing_secret").asString();
    }

    /** Creates a token with which the platform may post this company's results. */
    String intakeToken() throws IOException, InterruptedException {
        return call("POST", "/tokens", Map.of("name", "demo platform", "scope", "intake"))
                .body()
                .path("token")
                .asString();
    }

    /** Has every user's summary sent again. */
    void resync() throws IOException, InterruptedException {
        call("POST", "/resync", null);
    }

    /** How many users' summaries the relay has not been able to deliver yet. */
    long waitingUsers() throws IOException, InterruptedException {
        return call("GET", "", null).body().path("state").path("waiting_users").asLong();
    }

    private Answer call(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        Answer answer = relay.call(method, PATH + path, adminToken, body);
        if (!answer.ok()) {
            throw new IOException("The relay answered %s to %s %s: %s"
                    .formatted(answer.status(), method, PATH + path, answer.body()));
        }
        return answer;
    }
}
