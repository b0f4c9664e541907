package org.resultsrelay.demo;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.resultsrelay.demo.RelayApi.Answer;

/** What an administrator does for a new client company: enters it, and hands out its signing secret and its intake token. */
record Registration(String signingSecret, String intakeToken) {

    static final String KEY = "harbour-learning";
    static final String PATH = "/api/v1/clients/" + KEY;

    static Registration of(RelayApi relay, String adminToken, URI endpoint) throws IOException, InterruptedException {
        Map<String, Object> company = Map.of("name", "Harbour Learning (demo)", "endpoint_url", endpoint);
        Answer entered = done(relay.call("PUT", PATH, adminToken, company), "enter the demo's client company");
        if (entered.status() != 201) { // known from an earlier demo, and its secret was shown only then
            entered = done(relay.call("POST", PATH + "/secrets", adminToken, null), "make a new signing secret");
            done(relay.call("POST", PATH + "/resume", adminToken, null), "resume the demo's client company");
        }
        Map<String, String> purpose = Map.of("name", "demo platform", "scope", "intake");
        Answer token = done(relay.call("POST", PATH + "/tokens", adminToken, purpose), "make an intake token");
        return new Registration(
                entered.body().path("signing_secret").asString(),
                token.body().path("token").asString());
    }

    private static Answer done(Answer answer, String what) throws IOException {
        if (!answer.ok()) {
            throw new IOException("The relay did not %s: %d %s".formatted(what, answer.status(), answer.body()));
        }
        return answer;
    }
}
