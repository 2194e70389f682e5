package dev.kintsugi.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.time.ConversationClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shapes of the APIs that the services imitate.
class ImitatedApisTest extends ServicesCase {
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

    private static String encoded(String text) { return URLEncoder.encode(text, StandardCharsets.UTF_8); }

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
}
