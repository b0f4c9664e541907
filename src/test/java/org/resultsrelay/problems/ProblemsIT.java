package org.resultsrelay.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@RelayTest
class ProblemsIT {

    @Autowired
    private ApplicationContext relay;

    private Api api;

    @BeforeEach
    void asAdmin() {
        api = Api.admin(relay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nowhere", "/nowhere", "/error", "/api/v1/clients/", "/actuator/nowhere"})
    void anUnknownAddressIsNotFound(String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
    }

    @Test
    void aMethodThatIsNotPossibleSaysWhichAre() {
        Answer answer = api.delete("/api/v1/clients/acme");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).contains("PUT").contains("PATCH").contains("GET");
    }

    @Test
    void anotherContentTypeIsRefused() {
        Answer answer = api.send("PUT", "/api/v1/clients/acme", "name=Acme", "Content-Type", "text/plain");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void anAnswerInAnotherFormatIsRefused() {
        Answer answer = api.send("GET", "/api/v1/clients", null, "Accept", "text/html");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.problem()).isEqualTo("not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\": \"Acme\",}",
                "{\"name\": \"A\"} trailing",
                "{\"name\": NaN}",
                "\u0000",
                "{'a':1}"
            })
    void malformedJsonSaysWhere(String body) {
        Answer answer = api.put("/api/v1/clients/acme", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-json");
        assertThat(answer.text("detail")).contains("line 1, column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void aBodyIsNeeded(String body) {
        Answer answer = api.put("/api/v1/clients/acme", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly(": send a JSON body");
    }

    @Test
    void aWrongKindInThePathIsNamed() {
        Answer answer = api.get("/api/v1/probe/numbers/many");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("number: must be a whole number");
    }

    @Test
    void aWrongParameterIsNamed() {
        assertThat(api.get("/api/v1/clients?limit=0").errors())
                .containsExactly("limit: must be greater than or equal to 1");
        assertThat(api.get("/api/v1/clients?limit=x").errors()).containsExactly("limit: must be a whole number");
        assertThat(api.get("/api/v1/clients?cursor=%00").errors())
                .singleElement()
                .asString()
                .startsWith("cursor: ");
    }

    @Test
    void aParameterThatIsUnknownOrRepeatedOrHoldsControlCharactersIsNamed() {
        assertThat(api.get("/api/v1/clients?lmit=5&limit=5&cursr=x").errors())
                .containsExactlyInAnyOrder(
                        "lmit: is not known here: use one of cursor, limit",
                        "cursr: is not known here: use one of cursor, limit");
        assertThat(api.get("/api/v1/clients?limit=5&limit=6").errors())
                .containsExactly("limit: appears more than once: send it once");
        assertThat(api.get("/api/v1/quarantine?source=%00").errors())
                .containsExactly("source: must not contain control characters");
        assertThat(api.post("/api/v1/clients/acme/resume?force=true", null).errors())
                .containsExactly("force: is not known here: send no query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client=%ED%A0%80", "%ED%A0%80=x", "client=%zz", "=x", "%00=x"})
    void aQueryThatCannotBeReadSaysHowToWriteOne(String query) throws IOException {
        assertThat(raw("GET /api/v1/users?" + query
                        + " HTTP/1.1\r\nHost: relay\r\nConnection: close\r\nAuthorization: Bearer " + api.token()
                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("Percent-encode names and values in UTF-8");
    }

    @Test
    void aRefusalIsReadableWhateverTheRequestAccepts() {
        Answer answer = api.send("GET", "/api/v1/clients/nobody", null, "Accept", "application/json;q=nonsense");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.problem()).isEqualTo("not-acceptable");
    }

    @Test
    void aFailureInsideStaysInside() {
        Answer answer = api.get("/api/v1/probe/bug");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem()).isEqualTo("internal-error");
        assertThat(answer.http().body()).doesNotContain("inside of the house").doesNotContain("Exception");
    }

    @Test
    void whatTheContainerReportsIsAProblemToo() {
        Answer answer = api.get("/api/v1/probe/error-page");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem()).isEqualTo("internal-error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/%zz", "/api/v1/<b>", "/..%2F..", "/../../etc", "/%2e%2e/%2e%2e/etc", "/a\\b"})
    void anAddressThatCannotBeReadGetsAProblem(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 40")
                .contains("application/problem+json")
                .contains("urn:results-relay:");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(api.base().getHost(), api.base().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
