package org.resultsrelay.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
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

    @Test
    void everyOperationParameterAndAnswerSaysWhatItMeans() {
        assertThat(operations()).allSatisfy(operation -> {
            String name = operation.path("operationId").asString();
            assertThat(operation.path("description").asString("")).as(name).isNotBlank();
            assertThat(operation.path("tags")).as("the tags of " + name).isNotEmpty();
            assertThat(operation.path("parameters"))
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asString(""))
                            .as("parameter %s of %s", parameter.path("name"), name)
                            .isNotBlank());
            assertThat(operation.path("responses").properties())
                    .allSatisfy(answer -> assertThat(resolved(answer.getValue())
                                    .path("description")
                                    .asString(""))
                            .as("answer %s of %s", answer.getKey(), name)
                            .isNotBlank()
                            .isNotIn("OK", "Created", "Accepted", "No Content"));
        });
        List<JsonNode> tags = document.path("tags").valueStream().toList();
        assertThat(tags)
                .allSatisfy(tag -> assertThat(tag.path("description").asString(""))
                        .as(tag.path("name").asString())
                        .isNotBlank());
        assertThat(operations().flatMap(operation -> operation.path("tags").valueStream()))
                .isSubsetOf(tags.stream().map(tag -> tag.path("name")).toList());
    }

    @Test
    void theExampleOfANumberIsANumber() {
        assertThat(operations()
                        .flatMap(operation -> operation.path("parameters").valueStream())
                        .filter(parameter -> parameter.has("example")
                                && parameter.at("/schema/type").asString("").equals("integer")))
                .isNotEmpty()
                .allMatch(parameter -> parameter.path("example").isNumber());
    }

    @Test
    void everyFieldSaysWhatItMeans() {
        assertThat(document.at("/components/schemas").properties())
                .isNotEmpty()
                .flatMap(schema -> schema.getValue().path("properties").properties().stream()
                        .filter(field -> field.getValue()
                                .path("description")
                                .asString("")
                                .isBlank())
                        .map(field -> schema.getKey() + "." + field.getKey())
                        .toList())
                .as("give each of these a @Schema(description = ...) where it is declared")
                .isEmpty();
    }

    @Test
    void everySchemaIsUsedAndNamedForTheReaderOfTheApi() {
        List<String> used = document.findValues("$ref").stream()
                .map(JsonNode::asString)
                .distinct()
                .toList();
        assertThat(document.at("/components/schemas").propertyNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(used).contains("#/components/schemas/" + name))
                .noneMatch(name -> name.matches(".*(View|Schema|Detail|Dto)"));
    }

    /** The document would show one of them in place of the other. */
    @Test
    void noTwoTypesHaveTheSameSchemaName() {
        Map<String, Set<Class<?>>> byName = new TreeMap<>();
        Set<Type> seen = new HashSet<>();
        relay.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .values()
                .forEach(handler -> {
                    collect(handler.getMethod().getGenericReturnType(), byName, seen);
                    Stream.of(handler.getMethod().getParameters())
                            .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                            .forEach(parameter -> collect(parameter.getParameterizedType(), byName, seen));
                });
        assertThat(byName)
                .hasSizeGreaterThan(30)
                .allSatisfy((name, types) -> assertThat(types)
                        .as("give one of them another @Schema(name = ...) than " + name)
                        .hasSize(1));
    }

    private static void collect(Type type, Map<String, Set<Class<?>>> byName, Set<Type> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), byName, seen);
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, byName, seen));
        } else if (type instanceof Class<?> described && described.isRecord()) {
            Schema named = described.getAnnotation(Schema.class);
            String name = named == null || named.name().isEmpty() ? described.getSimpleName() : named.name();
            byName.computeIfAbsent(name, key -> new HashSet<>()).add(described);
            Stream.of(described.getRecordComponents())
                    .forEach(component -> collect(component.getGenericType(), byName, seen));
        }
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
        JsonNode batches = admin.patch("/api/v1/clients/described", "{\"batch\": {\"most\": 5}}")
                .json();
        fits(batches, "Client");
        fits(batches.path("batch"), "Batch");
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
                .map(Map.Entry::getKey)
                .forEach(field -> {
                    JsonNode property = schema.at("/properties/" + field);
                    assertThat(property.path("type").toString() + property.path("anyOf"))
                            .as(name + "." + field)
                            .contains("\"null\"");
                });
    }

    @Test
    void theDocumentCanBeBrowsed() {
        var page = Api.anonymous(relay).get("/swagger-ui.html");
        assertThat(page.status()).isEqualTo(302);
        assertThat(Api.anonymous(relay).get(page.header("Location")).http().body())
                .contains("swagger-ui");
    }
}
