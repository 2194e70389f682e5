package dev.kintsugi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The description of the interface, held against the routes and against real answers.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OpenApiTest {
    /// What may be left out only where the path or another field says it.
    private static final List<String> NEEDED_AT_TIMES = List.of("input");
    private static final String ID = "urn:kintsugi:openapi";

    private static Served served;
    private static JsonNode document;
    private static SchemaRegistry registry;

    @BeforeAll
    static void open() {
        served = new Served();
        var answer = served.get("/openapi.json");
        document = answer.body();
        registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                r -> r.schemas(Map.of(ID, answer.whole().body())));
    }

    @AfterAll
    static void close() { served.close(); }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        var described = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(
                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described).containsExactlyInAnyOrderElementsOf(
                served.gateway.routes().stream().filter(r -> !r.contains("{endpoint}")).toList());
    }

    @Test
    void theSeedsEndpointsAreThere() {
        for (var path : new String[]{"/api/v1/chat", "/api/v1/chat/reset/{session_id}",
                "/api/v1/test-failure/{failure_mode}", "/api/v1/analytics/failures",
                "/api/v1/sessions/{session_id}/history", "/api/v1/system/status", "/api/v1/failure-scenarios",
                "/health", "/docs", "/openapi.json", "/ai/health/error-handling"}) {
            assertThat(document.path("paths").has(path)).as(path).isTrue();
        }
    }

    @Test
    void realAnswersAreAsDescribed() {
        var chat = "{\"session_id\":\"d\",\"message\":\"Where is my claim INS-2024-9876?\"}";
        holds("POST /api/v1/chat", "/api/v1/chat", chat);
        holds("POST /api/v1/chat", "/api/v1/chat", chat.replace("}", ",\"failure_mode\":\"api_timeout\"}"));
        holds("POST /api/v1/chat", "/api/v1/chat", "{\"message\":7}");
        holds("POST /api/v1/test-failure/{failure_mode}", "/api/v1/test-failure/off_topic", null);
        holds("POST /api/v1/test-failure/{failure_mode}", "/api/v1/test-failure/gremlins", null);
        holds("GET /api/v1/analytics/failures", "/api/v1/analytics/failures", null);
        holds("GET /api/v1/sessions", "/api/v1/sessions", null);
        holds("GET /api/v1/sessions/{session_id}/history", "/api/v1/sessions/d/history", null);
        holds("GET /api/v1/sessions/{session_id}/history", "/api/v1/sessions/nobody/history", null);
        holds("POST /api/v1/sessions/{session_id}/recover", "/api/v1/sessions/d/recover", null);
        holds("POST /api/v1/sessions/{session_id}/recover", "/api/v1/sessions/nobody/recover", null);
        holds("GET /api/v1/people", "/api/v1/people", null);
        holds("POST /api/v1/people/attendance", "/api/v1/people/attendance", "{\"by\":\"Dana\",\"seconds\":0}");
        holds("POST /api/v1/people/attendance", "/api/v1/people/attendance", "{\"seconds\":5}");
        holds("POST /api/v1/people/cases/{case}", "/api/v1/people/cases/nothing", "{\"does\":\"take\"}");
        holds("GET /api/v1/system/status", "/api/v1/system/status", null);
        holds("POST /api/v1/failure-scenarios", "/api/v1/failure-scenarios",
                "{\"name\":\"made\",\"failure_type\":\"resource\",\"config\":{\"retry_after\":3}}");
        holds("GET /api/v1/failure-scenarios", "/api/v1/failure-scenarios", null);
        holds("GET /api/v1/failure-scenarios/{name}", "/api/v1/failure-scenarios/made", null);
        holds("PUT /api/v1/failure-scenarios/{name}", "/api/v1/failure-scenarios/made",
                "{\"failure_type\":\"behavioral\"}");
        holds("DELETE /api/v1/failure-scenarios/{name}", "/api/v1/failure-scenarios/nobody", null);
        holds("GET /api/v1/faults", "/api/v1/faults", null);
        holds("PUT /api/v1/faults", "/api/v1/faults", "{\"law\":\"weighted\"}");
        holds("POST /api/v1/faults/panic-stop", "/api/v1/faults/panic-stop", null);
        holds("POST /api/v1/faults/resume", "/api/v1/faults/resume", null);
        holds("POST /api/v1/chat/reset/{session_id}", "/api/v1/chat/reset/d", null);
        var ask = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        holds("POST /v1/chat/completions", "/v1/chat/completions", ask);
        holds("POST /v1/chat/completions", "/v1/chat/completions", "{}");
        holds("POST /s/{session}/v1/chat/completions", "/s/arm/v1/chat/completions", ask);
        var response = "{\"model\":\"m\",\"input\":\"Hello\"}";
        holds("POST /v1/responses", "/v1/responses", response);
        holds("POST /v1/responses", "/v1/responses", "{}");
        holds("POST /v1/responses", "/v1/responses", response.replace("}", ",\"previous_response_id\":\"resp_x\"}"));
        holds("POST /v1/responses", "/v1/responses", response.replace("}", ",\"conversation\":\"c\"}"));
        holds("POST /s/{session}/v1/responses", "/s/arm/v1/responses", response);
        var kept = served.post("/v1/responses", response).text("/id");
        for (var base : new String[]{"/v1/responses/", "/s/arm/v1/responses/"}) {
            var route = base.replace("arm", "{session}") + "{response}";
            holds("GET " + route, base + kept, null);
            holds("GET " + route, base + kept + "?stream=true", null);
            holds("GET " + route, base + "nobody", null);
            holds("GET " + route + "/input_items", base + kept + "/input_items", null);
            holds("GET " + route + "/input_items", base + kept + "/input_items?limit=0", null);
            holds("POST " + route + "/cancel", base + kept + "/cancel", null);
            holds("DELETE " + route, base + "nobody", null);
        }
        holds("DELETE /v1/responses/{response}", "/v1/responses/" + kept, null);
        var version = new String[]{"anthropic-version", "2023-06-01"};
        for (var base : new String[]{"/v1", "/s/arm/v1"}) {
            var route = base.replace("arm", "{session}");
            var message = "{\"model\":\"m\",\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
            holds("POST " + route + "/messages", base + "/messages", message, version);
            holds("POST " + route + "/messages", base + "/messages", message);
            holds("POST " + route + "/messages", base + "/messages",
                    message.replace("\"max", "\"thread\":{\"id\":\"t\"},\"max"), version);
            holds("POST " + route + "/messages", base + "/messages", message, "anthropic-version", "2023-06-01",
                    "X-Lab-Fault", "service_unavailable");
            holds("POST " + route + "/messages/count_tokens", base + "/messages/count_tokens", message, version);
            holds("POST " + route + "/messages/count_tokens", base + "/messages/count_tokens", "{}", version);
            holds("GET " + route + "/models", base + "/models", null, version);
            holds("GET " + route + "/models/{model}", base + "/models/claude-x", null, version);
        }
        var texts = "{\"model\":\"m\",\"input\":[\"Hello\",\"Goodbye\"]}";
        holds("POST /v1/embeddings", "/v1/embeddings", texts);
        holds("POST /v1/embeddings", "/v1/embeddings", texts.replace("}", ",\"encoding_format\":\"base64\"}"));
        holds("POST /s/{session}/v1/embeddings", "/s/arm/v1/embeddings", "{\"model\":\"m\",\"input\":[]}");
        holds("GET /v1/models", "/v1/models", null);
        holds("GET /v1/models/{model}", "/v1/models/scripted-large", null);
        holds("GET /s/{session}/v1/models/{model}", "/s/arm/v1/models/none", null);
        holds("PUT /api/v1/faults", "/api/v1/faults", "{\"plan\":[],\"sessions\":{\"arm\":[\"auth_error first 1\"]}}");
        holds("POST /s/{session}/v1/chat/completions", "/s/arm/v1/chat/completions", ask.replace("Hello", "Bye"));
        holds("GET /api/v1/verdicts", "/api/v1/verdicts", null);
        holds("GET /api/v1/sessions", "/api/v1/sessions?page=2", null);
        holds("GET /api/v1/faults", "/api/v1/faults?x=1", null);
        holds("GET /health", "/health", null);
        holds("GET /ai/health/error-handling", "/ai/health/error-handling", null);
    }

    @Test
    void whatThePageFillsInIsTaken() {
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(way -> {
            var example = way.getValue().at("/requestBody/content/application~1json/example");
            assertThat(example.isMissingNode()).as(way.getKey() + path.getKey())
                    .isEqualTo(!way.getValue().has("requestBody"));
            if (!example.isMissingNode()) {
                var answer = served.send(way.getKey().toUpperCase(Locale.ROOT), filled(path.getKey(), way.getValue()),
                        example.toString(), headers(way.getValue()));
                assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201, 404);
            }
        }));
    }

    /// A client that knows no absence sends null for what it leaves out.
    @Test
    void whatMayBeLeftOutMayBeNullInTheDescriptionAndForTheServer() {
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(way -> {
            var content = way.getValue().at("/requestBody/content/application~1json");
            var schema = document.at(content.at("/schema/$ref").asText("#").substring(1));
            var needed = schema.path("required").valueStream().map(JsonNode::asText).toList();
            schema.path("properties").fieldNames().forEachRemaining(name -> {
                if (!needed.contains(name) && !NEEDED_AT_TIMES.contains(name)) {
                    var body = ((ObjectNode) content.path("example").deepCopy()).putNull(name);
                    assertThat(wrong(content.path("schema"), body)).as(path.getKey() + " " + name).isEmpty();
                    var answer = served.send(way.getKey().toUpperCase(Locale.ROOT),
                            filled(path.getKey(), way.getValue()), body.toString(), headers(way.getValue()));
                    assertThat(answer.status()).as(body + " " + answer.body()).isIn(200, 201, 404, 409);
                }
            });
        }));
    }

    /// A client that is made from the description, or a test, takes what it allows for good.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /api/v1/chat              | message | ` `
            /api/v1/chat              | model   | a b
            /api/v1/failure-scenarios | name    | %
            /api/v1/people/attendance | by      | ` `
            """)
    void whatIsRefusedIsNotDescribedAsGood(String path, String field, String value) {
        var way = document.path("paths").path(path).path("post");
        var content = way.at("/requestBody/content/application~1json");
        var body = ((ObjectNode) content.path("example").deepCopy()).put(field, value);
        assertThat(served.send("POST", filled(path, way), body.toString()).status()).isEqualTo(400);
        assertThat(wrong(content.path("schema"), body)).isNotEmpty();
    }

    private static List<String> wrong(JsonNode schema, JsonNode body) {
        var location = SchemaLocation.of(ID + schema.path("$ref").asText());
        return registry.getSchema(location).validate(body).stream().map(Object::toString).toList();
    }

    @Test
    void everyPartOfThePageIsOfADescribedType() {
        var described = document.at("/paths/~1docs~1{file}/get/responses/200/content");
        for (var file : List.of("docs.js", "docs.css", "favicon-32x32.png")) {
            var type = served.get("/docs/" + file).whole().headers().firstValue("content-type").orElse("");
            assertThat(described.has(type.replaceAll(";.*", ""))).as(file + " " + type).isTrue();
        }
    }

    private static String filled(String path, JsonNode way) {
        for (var given : way.path("parameters")) {
            var parameter = given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
            path = path.replace("{" + parameter.path("name").asText() + "}", parameter.path("example").asText());
        }
        return path;
    }

    /// The headers without which a request is refused, as the page fills them in.
    private static String[] headers(JsonNode way) {
        return way.path("parameters").valueStream()
                .filter(p -> p.path("in").asText().equals("header") && p.path("required").asBoolean())
                .flatMap(p -> Stream.of(p.path("name").asText(), p.path("example").asText())).toArray(String[]::new);
    }

    private static void holds(String route, String path, String body, String... headers) {
        var parts = route.split(" ");
        var answer = served.send(parts[0], path, body, headers);
        var pointer = "/paths/" + parts[1].replace("~", "~0").replace("/", "~1") + "/"
                + parts[0].toLowerCase(Locale.ROOT) + "/responses/" + answer.status()
                + "/content/application~1json/schema";
        if (document.at(pointer).isMissingNode() && answer.status() >= 500) {
            pointer = pointer.replace("/responses/" + answer.status(), "/responses/default");
        }
        assertThat(document.at(pointer).isMissingNode()).as(route + " may answer " + answer.status()).isFalse();
        var schema = registry.getSchema(SchemaLocation.of(ID + "#" + pointer));
        var wrong = new ArrayList<String>();
        schema.validate(answer.body()).forEach(e -> wrong.add(e.toString()));
        assertThat(wrong).as(route + " " + answer.body()).isEmpty();
    }

    @Test
    void thePageNeedsNoOtherHost() {
        var page = served.get("/docs").whole().body();
        assertThat(page).contains("/docs/swagger-ui-bundle.js").doesNotContain("http://").doesNotContain("https://");
        for (var file : new String[]{"swagger-ui-bundle.js", "swagger-ui.css", "docs.css", "docs.js"}) {
            assertThat(served.get("/docs/" + file).status()).as(file).isEqualTo(200);
        }
        assertThat(served.get("/docs").whole().headers().firstValue("content-security-policy")).isPresent();
    }
}
