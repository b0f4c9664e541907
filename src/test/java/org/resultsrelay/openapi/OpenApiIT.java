package org.resultsrelay.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@RelayTest
class OpenApiIT {

    @Autowired
    private ApplicationContext relay;

    private JsonNode document;

    @BeforeEach
    void whatAnyoneCanRead() {
        document = Api.anonymous(relay).get("/v3/api-docs").json();
    }

    private Stream<JsonNode> operations() {
        return document.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode()
                ? node
                : document.at(reference.asString().substring(1));
    }

    @Test
    void theDocumentSaysWhatItDescribes() {
        assertThat(document.path("openapi").asString()).startsWith("3.1.");
        assertThat(document.at("/info/title").asString()).isEqualTo("Results Relay");
        assertThat(document.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(document.path("security").toString()).isEqualTo("[{\"token\":[]}]");
        assertThat(document.path("paths").propertyNames()).allMatch(path -> path.startsWith("/api/v1/"));
    }

    @Test
    void everyOperationHasANameOfItsOwnAndASummary() {
        assertThat(operations().map(operation -> operation.path("operationId").asString()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"));
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation.path("summary").asString())
                        .as(operation.path("operationId").asString())
                        .isNotBlank());
    }

    @Test
    void everyRequestBodyHasAnExample() {
        assertThat(operations()
                        .flatMap(operation ->
                                operation.at("/requestBody/content").valueStream()))
                .isNotEmpty()
                .allMatch(body -> body.has("example")
                        || body.has("examples")
                        || resolved(body.path("schema")).has("example"));
    }

    @Test
    void everyRefusalIsAProblem() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.path("responses").propertyNames())
                    .as(operation.path("operationId").asString())
                    .contains("400", "401", "403", "503");
            assertThat(refusals(operation))
                    .allSatisfy(response -> assertThat(response.at("/content/application~1problem+json/schema/$ref")
                                    .asString())
                            .isEqualTo("#/components/schemas/Problem"));
        });
    }

    private List<JsonNode> refusals(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(response -> response.getKey().compareTo("400") >= 0)
                .map(Map.Entry::getValue)
                .map(this::resolved)
                .toList();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    @Test
    void fieldsHaveTheNamesThatTheyHaveOnTheWire() {
        assertThat(document.at("/components/schemas")
                        .valueStream()
                        .flatMap(schema -> schema.path("properties").propertyNames().stream()))
                .isNotEmpty()
                .allMatch(name -> name.matches("[a-z0-9_]+"));
    }

    @Test
    void anAnswerHasTheFieldsThatTheDocumentPromises() {
        Api admin = Api.admin(relay);
        admin.put("/api/v1/clients/described", "{\"name\": \"D\", \"endpoint_url\": \"https://d.example/\"}");
        JsonNode client = admin.get("/api/v1/clients/described").json();
        fits(client, "Client");
        fits(client.path("state"), "ClientState");
        fits(client.path("pace"), "Pace");
        JsonNode token = admin.post("/api/v1/clients/described/tokens", "{\"name\": \"d\", \"scope\": \"client\"}")
                .json();
        fits(token, "Token");
        fits(admin.get("/api/v1/clients/described/tokens").json(), "PageToken");
        fits(admin.get("/api/v1/clients/nobody").json(), "Problem");
    }

    private void fits(JsonNode answer, String name) {
        JsonNode schema = document.at("/components/schemas/" + name);
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        assertThat(schema.path("properties").propertyNames()).as(name).containsAll(answer.propertyNames());
        assertThat(answer.propertyNames()).as(name).containsAll(required);
        answer.properties().stream()
                .filter(field -> field.getValue().isNull())
                .forEach(field -> assertThat(schema.at("/properties/" + field.getKey() + "/type")
                                .toString())
                        .as(name + "." + field.getKey())
                        .contains("\"null\""));
    }

    @Test
    void theDocumentCanBeBrowsed() {
        var page = Api.anonymous(relay).get("/swagger-ui.html");
        assertThat(page.status()).isEqualTo(302);
        assertThat(Api.anonymous(relay).get(page.header("Location")).http().body())
                .contains("swagger-ui");
    }
}
