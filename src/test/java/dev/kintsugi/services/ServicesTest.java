package dev.kintsugi.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.ConversationClock;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The seven services over real HTTP: the shapes of the APIs that they imitate, what is done once, and what is refused.
class ServicesTest {
    private static final String EVENTS = "/calendar/v3/calendars/primary/events";
    private static final String MESSAGES = "/2010-04-01/Accounts/AC1/Messages.json";

    private static final Pattern CURL = Pattern
            .compile("`curl (?:-d (?:'([^']+)'|\"([^\"]+)\") )?\"?http://127.0.0.1:500(\\d)([^`\"]*)\"?`");

    private final Services services = new Services(Services.Settings.DEFAULT, new ConversationClock());

    @AfterEach
    void close() { services.close(); }

    private Asking at(ServiceName name) { return new Asking(services.addresses().get(name)); }

    @ParameterizedTest
    @EnumSource
    void eachReportsItsHealth(ServiceName name) throws Exception {
        var health = at(name).get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().path("status").asText()).isEqualTo("ok");
        assertThat(health.body().path("service").asText()).isEqualTo(name.word());
    }

    /// What the how-to tells people to type, at the port that it names.
    @Test
    void everyLineOfTheHowToWorks() throws Exception {
        var lines = CURL.matcher(Files.readString(Path.of("docs/howto/errands.md"))).results().toList();
        assertThat(lines).hasSize(ServiceName.values().length + 1);
        for (var line : lines) {
            var service = at(ServiceName.values()[Integer.parseInt(line.group(3))]);
            var body = line.group(1) != null ? line.group(1) : line.group(2);
            var told = body == null ? service.get(line.group(4)) : service.form(line.group(4), body);
            assertThat(told.status()).as(line.group()).isBetween(200, 201);
        }
    }

    @Test
    void searchAnswersAsSerpApi() throws Exception {
        var found = at(ServiceName.SEARCH).get("/search?q=chaos+engineering&num=2&api_key=k").body();
        assertThat(found.path("search_metadata").path("status").asText()).isEqualTo("Success");
        assertThat(found.path("search_parameters").path("q").asText()).isEqualTo("chaos engineering");
        assertThat(found.path("organic_results")).hasSize(2);
        assertThat(found.path("organic_results").path(0).path("position").asInt()).isEqualTo(1);
        assertThat(found.path("organic_results").path(0).path("title").asText()).contains("haos engineering");
        var nothing = at(ServiceName.SEARCH).get("/search?q=zyzzyva&api_key=k");
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.body().path("error").asText()).contains("hasn't returned any results");
        assertThat(at(ServiceName.SEARCH).get("/search?api_key=k").body().path("error").asText())
                .isEqualTo("Missing query `q` parameter.");
        assertThat(at(ServiceName.SEARCH).get("/search?q=x").status()).isEqualTo(401);
    }

    @Test
    void weatherAnswersAsOpenWeatherAndIsTheSameEachTime() throws Exception {
        var path = "/data/2.5/weather?q=New+York&units=metric&appid=k";
        var first = at(ServiceName.WEATHER).get(path).body();
        assertThat(first.path("name").asText()).isEqualTo("New York");
        assertThat(first.path("cod").asInt()).isEqualTo(200);
        assertThat(first.path("main").path("temp").isNumber()).isTrue();
        assertThat(first.path("weather").path(0).path("description").asText()).isNotBlank();
        assertThat(at(ServiceName.WEATHER).get(path).body().path("main")).isEqualTo(first.path("main"));
        var nowhere = at(ServiceName.WEATHER).get("/data/2.5/weather?q=Atlantis&appid=k");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body()).hasToString("{\"cod\":\"404\",\"message\":\"city not found\"}");
        assertThat(at(ServiceName.WEATHER).get("/data/2.5/weather?q=Paris").body().path("cod").isInt()).isTrue();
    }

    @Test
    void anotherSeedIsOtherWeather() throws Exception {
        try (var other = new Services(new Services.Settings(0, 7, null), new ConversationClock())) {
            var path = "/data/2.5/weather?q=Tokyo&units=metric&appid=k";
            assertThat(new Asking(other.addresses().get(ServiceName.WEATHER)).get(path).body().path("main"))
                    .isNotEqualTo(at(ServiceName.WEATHER).get(path).body().path("main"));
        }
    }

    @Test
    void moviesAnswerAsTmdb() throws Exception {
        var found = at(ServiceName.MOVIES).get("/3/search/movie?query=paper+lanterns&api_key=k").body();
        assertThat(found.path("total_results").asInt()).isEqualTo(1);
        var film = found.path("results").path(0);
        assertThat(film.path("name").asText()).isEqualTo("Paper Lanterns");
        assertThat(film.path("original_title").asText()).isEqualTo("提灯");
        var details = at(ServiceName.MOVIES).get("/3/movie/" + film.path("id").asInt() + "?api_key=k");
        assertThat(details.body().path("overview").asText()).isEqualTo(film.path("overview").asText());
        var none = at(ServiceName.MOVIES).get("/3/movie/999?api_key=k");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body().path("status_code").asInt()).isEqualTo(34);
        assertThat(none.body().path("success").asBoolean(true)).isFalse();
    }

    @Test
    void theCalendarAnswersAsGoogles() throws Exception {
        var added = at(ServiceName.CALENDAR).post(EVENTS, """
                {"summary": "Team Meeting", "start": {"dateTime": "2030-05-02T14:00:00"}}""");
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.body().path("kind").asText()).isEqualTo("calendar#event");
        assertThat(added.body().path("end").path("dateTime").asText()).isEqualTo("2030-05-02T15:00:00Z");
        at(ServiceName.CALENDAR).post(EVENTS, """
                {"summary": "Before", "start": {"dateTime": "2030-05-01T09:00:00+02:00"}}""");
        var all = at(ServiceName.CALENDAR).get(EVENTS).body().path("items");
        assertThat(all).extracting(e -> e.path("summary").asText()).containsExactly("Before", "Team Meeting");
        assertThat(at(ServiceName.CALENDAR).get(EVENTS + "?timeMin=2030-05-02T00:00:00Z").body().path("items"))
                .hasSize(1);
        var bad = at(ServiceName.CALENDAR).post(EVENTS, "{\"summary\": \"x\", \"start\": {\"dateTime\": \"noon\"}}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.body().path("error").path("errors").path(0).path("reason").asText()).isEqualTo("invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"15 * 23 + 47|392", "0.1 + 0.2|0.3", "1 / 3 * 3|1", "-2^2|-4", "2 ^ 3 ^ 2|512",
            "(1 + 2) × 3 ÷ 9|1", "7 % 3|1", "-7 % 3|2", "sqrt(2.25)|1.5", "max(1, 2.5, 2) - min(4, 3)|-0.5",
            "1/8|0.125",
            "10/3|3.333333333333333333333333333333333", "2 ** 100|1267650600228229401496703205376", "0 * 5|0",
            "abs(-3.50)|3.5", "2^-2|0.25", "10^40|1E+40", "5 % -3|-1", "sqrt(2)^2|2",
            "pi|3.141592653589793238462643383279503"})
    void theCalculatorKnows34Digits(String expression, String value) throws Exception {
        var answer = at(ServiceName.CALCULATOR).post("/v4", "{\"expr\": \"" + expression + "\"}");
        assertThat(answer.body().path("result").asText()).isEqualTo(value);
        assertThat(answer.body().path("error").isNull()).isTrue();
    }

    @Test
    void whatCurlCallsAFormIsReadAsTheJsonThatItIs() throws Exception {
        assertThat(at(ServiceName.CALCULATOR).form("/v4", "{\"expr\": \"6 * 7\"}").body().path("result").asText())
                .isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 / 0", "2 +", "1..2", "x + 1", "9^9^9", "sqrt(-1)", "2 ^ 0.5", "java.lang.Runtime", "1;2",
            "(1", "min()", "2 3", "1 % 0", "10^999 * 10^999", "0^-1"})
    void theCalculatorRefusesWhatHasNoValue(String expression) throws Exception {
        var answer = at(ServiceName.CALCULATOR).post("/v4", "{\"expr\": \"" + expression + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).contains("Error: ");
        assertThat(answer.body().path("result").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/v4?expr=15*23%2B47|200|392", "/v4/?expr=2*(7-3)|200|8",
            "/v4?expr=1/0|400|Error: ",
            "/v4?expr=2%2B|400|SyntaxError: ", "/v4|400|Error: Required query parameter \"expr\" missing in url."})
    void theCalculatorTellsTheBareValueToWhoeverAsksByAddress(String target, int status, String told) throws Exception {
        var answer = at(ServiceName.CALCULATOR).get(target);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().isTextual()).as("plain text: %s", answer.body()).isTrue();
        assertThat(answer.body().asText()).startsWith(told);
    }

    @Test
    void aBareValueIsRememberedUnderItsRequestId() throws Exception {
        var service = at(ServiceName.CALCULATOR);
        assertThat(service.get("/v4?expr=6*7", "X-Request-ID", "a").body().asText()).isEqualTo("42");
        assertThat(service.get("/v4?expr=6*7", "X-Request-ID", "a").status()).isEqualTo(409);
        assertThat(service.get("/requests/a").body().path("answer").asText()).isEqualTo("42");
    }

    @Test
    void deepAndLongExpressionsAreRefused() throws Exception {
        for (var hostile : new String[]{"(".repeat(400), "-".repeat(400) + "1", "1+".repeat(300) + "1",
                "9".repeat(101)}) {
            assertThat(at(ServiceName.CALCULATOR).post("/v4", "{\"expr\": \"" + hostile + "\"}").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void messagesAnswerAsTwilio() throws Exception {
        var sent = at(ServiceName.MESSAGES).form(MESSAGES, "To=Alice&Body=" + encoded("See you at 6 & bring bread"));
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.body().path("sid").asText()).matches("SM[0-9a-f]{32}");
        assertThat(sent.body().path("body").asText()).isEqualTo("See you at 6 & bring bread");
        var all = at(ServiceName.MESSAGES).get(MESSAGES + "?PageSize=2").body().path("messages");
        assertThat(all).hasSize(2);
        assertThat(all.path(0).path("direction").asText()).isEqualTo("outbound-api");
        assertThat(all.path(1).path("direction").asText()).isEqualTo("inbound");
        var nobody = at(ServiceName.MESSAGES).form(MESSAGES, "To=Nobody&Body=x");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.body().path("code").asInt()).isEqualTo(21_211);
        assertThat(nobody.body().path("more_info").asText()).endsWith("/21211");
    }

    @Test
    void translationAnswersAsLibreTranslate() throws Exception {
        assertThat(translated("Hello, how are you?", "en", "es")).isEqualTo("Hola, ¿cómo estás?");
        assertThat(translated("Guten Morgen", "de", "fr")).isEqualTo("Bonjour");
        assertThat(translated("Good morning! Where is the train station?", "en", "de"))
                .isEqualTo("Guten Morgen! Wo ist der Bahnhof?");
        assertThat(translated("Water and zyx", "en", "es")).isEqualTo("Agua y zyx");
        var guessed = at(ServiceName.TRANSLATION).post("/translate",
                "{\"q\": \"Buenos días\", \"source\": \"auto\", \"target\": \"en\"}").body();
        assertThat(guessed.path("translatedText").asText()).isEqualTo("Good morning");
        assertThat(guessed.path("detectedLanguage").path("language").asText()).isEqualTo("es");
        for (var form : List.of("q=Good+morning&source=en&target=es", "q=Good%20morning&source=auto&target=es")) {
            assertThat(at(ServiceName.TRANSLATION).form("/translate", form).body().path("translatedText").asText())
                    .isEqualTo("Buenos días");
            assertThat(at(ServiceName.TRANSLATION).form("/translate?" + form, "").body().path("translatedText")
                    .asText()).isEqualTo("Buenos días");
        }
        var unknown = at(ServiceName.TRANSLATION).post("/translate",
                "{\"q\": \"x\", \"source\": \"en\", \"target\": \"tlh\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().path("error").asText()).isEqualTo("tlh is not supported");
    }

    @Test
    void theLanguagesAreAListAsLibreTranslates() throws Exception {
        var all = at(ServiceName.TRANSLATION).get("/languages").body();
        assertThat(all.isArray()).isTrue();
        assertThat(all).extracting(l -> l.path("code").asText()).containsExactly("de", "en", "es", "fr");
        assertThat(all.path(0).path("name").asText()).isEqualTo("German");
        assertThat(all.path(0).path("targets")).extracting(c -> c.asText()).containsExactly("de", "en", "es", "fr");
    }

    private String translated(String text, String from, String to) throws Exception {
        return at(ServiceName.TRANSLATION).post("/translate", "{\"q\": \"" + text + "\", \"source\": \"" + from
                + "\", \"target\": \"" + to + "\"}").body().path("translatedText").asText();
    }

    @Test
    void theSameRequestIdIsDoneOnceAndThenRefused() throws Exception {
        var calendar = at(ServiceName.CALENDAR);
        var event = "{\"summary\": \"Once\", \"start\": {\"dateTime\": \"2030-05-02T14:00:00Z\"}}";
        var first = calendar.post(EVENTS, event, "X-Request-ID", "r-1");
        var second = calendar.post(EVENTS, event, "X-Request-ID", "r-1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("error").path("message").asText()).contains("r-1").contains("not done again");
        assertThat(calendar.get(EVENTS).body().path("items")).hasSize(1);
        var fate = calendar.get("/requests/r-1");
        assertThat(fate.body().path("state").asText()).isEqualTo("done");
        assertThat(fate.body().path("answer")).isEqualTo(first.body());
        assertThat(calendar.get("/requests/other").status()).isEqualTo(404);
        assertThat(calendar.get("/health").body().path("duplicates").asInt()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestDidNothingAndMayBeSentAgain() throws Exception {
        var calendar = at(ServiceName.CALENDAR);
        assertThat(calendar.post(EVENTS, "{}", "X-Request-ID", "r-2").status()).isEqualTo(400);
        assertThat(calendar.post(EVENTS, "{\"summary\": \"x\", \"start\": {\"dateTime\": \"2030-05-02T14:00:00Z\"}}",
                "X-Request-ID", "r-2").status()).isEqualTo(200);
    }

    @Test
    void ofManyWithOneIdAtTheSameTimeExactlyOneIsDone() throws Exception {
        var messages = at(ServiceName.MESSAGES);
        var before = messages.get(MESSAGES).body().path("messages").size();
        try (var crew = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 20).mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
                try {
                    return messages.form(MESSAGES, "To=Bob&Body=x", "X-Request-ID", "same").status();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }, crew)).toList();
            assertThat(all.stream().map(CompletableFuture::join)).filteredOn(s -> s == 201).hasSize(1);
            assertThat(all.stream().map(CompletableFuture::join)).filteredOn(s -> s == 409).hasSize(19);
        }
        assertThat(messages.get(MESSAGES).body().path("messages")).hasSize(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void hostileRequestsAreRefusedWithAReason(ServiceName name) throws Exception {
        var service = at(name);
        assertThat(service.get("/nothing/here?api_key=k").status()).isEqualTo(404);
        assertThat(service.get("/?a=%00").status()).isEqualTo(400);
        assertThat(service.get("/?a=1&a=2").status()).isEqualTo(400);
        assertThat(service.get("/?a=" + "x".repeat(5_000)).status()).isEqualTo(414);
        assertThat(service.post("/", "[".repeat(2_000)).status()).isEqualTo(400);
        assertThat(service.post("/", "{\"a\": 1, \"a\": 2}").status()).isEqualTo(400);
        assertThat(service.post("/", "[1]").status()).isEqualTo(400);
        assertThat(service.post("/", "{\"a\": 1").body().toString()).contains("Unexpected end-of-input")
                .doesNotContain("Source", "REDACTED");
        assertThat(service.post("/", "{\"a\": \"" + "x".repeat(20_000) + "\"}").status()).isEqualTo(413);
        assertThat(service.told(service.request("/health").method("DELETE", HttpRequest.BodyPublishers.noBody()))
                .status()).isEqualTo(405);
        var page = service.get("/health", "Origin", "http://evil.example");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body().toString()).contains("own machine only");
    }

    @Test
    void aBadRequestIdIsRefused() throws Exception {
        assertThat(at(ServiceName.MESSAGES).form(MESSAGES, "To=Bob&Body=x", "X-Request-ID", "a b").status())
                .isEqualTo(400);
    }

    @Test
    void filmsOfOnesOwnTakeTheirPlace(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("movies.json"),
                "[{\"name\": \"Mine\", \"original_name\": \"Meiner\"}]");
        try (var own = new Services(new Services.Settings(0, 42, file), new ConversationClock())) {
            var found = new Asking(own.addresses().get(ServiceName.MOVIES)).get("/3/search/movie?query=mine&api_key=k");
            assertThat(found.body().path("results").path(0).path("original_name").asText()).isEqualTo("Meiner");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "[{\"name\": \"x\"}]", "[{\"name\": \"x\", \"original_name\": \"\"}]",
            "[1]",
            "[{\"id\": 2, \"name\": \"x\", \"original_name\": \"y\"}, {\"name\": \"x\", \"original_name\": \"y\"}]"})
    void brokenFilmsAreToldClearly(String text, @TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("movies.json"), text);
        assertThatThrownBy(() -> new Services(new Services.Settings(0, 42, file), new ConversationClock()).close())
                .isInstanceOf(Problem.class).hasMessageContaining("movies.json").hasMessageContaining("original_name");
    }

    @Test
    void missingFilmsAreToldClearly(@TempDir Path folder) {
        assertThatThrownBy(() -> new Services(new Services.Settings(0, 42, folder.resolve("none.json")),
                new ConversationClock()).close()).isInstanceOf(Problem.class).hasMessageContaining("none.json");
    }

    @Test
    void aPortInUseIsToldAndLeavesNothingOpen() {
        var taken = services.addresses().get(ServiceName.TRANSLATION).getPort();
        var first = taken - ServiceName.TRANSLATION.ordinal();
        assertThatThrownBy(() -> new Services(new Services.Settings(first, 42, null), new ConversationClock()).close())
                .isInstanceOf(Problem.class).hasMessageContaining("cannot listen on port");
    }

    private static String encoded(String text) { return URLEncoder.encode(text, StandardCharsets.UTF_8); }

    /// The JDK's client sets the host itself, so that a foreign one takes a socket.
    @Test
    void aForeignHostIsRefused() throws Exception {
        URI address = services.addresses().get(ServiceName.WEATHER);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }
}
