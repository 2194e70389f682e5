package dev.kintsugi.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.ConversationClock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The films that come with the lab, and those of one's own.
class FilmsTest extends ServicesCase {
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
}
