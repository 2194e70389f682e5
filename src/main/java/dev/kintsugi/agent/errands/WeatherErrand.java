package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.errands.Errand.Parameter;
import dev.kintsugi.domain.model.Effect;
import java.util.List;
import java.util.Map;

/// Looks up the weather, by OpenWeather's interface. Stateless.
final class WeatherErrand {
    static final List<Errand> ALL = List.of(Errand.of("weather", "weather", Effect.READ,
            "Tells the weather of a city as it is now.", List.of(Parameter.required("city", "the city, e.g. New York")),
            (by, _) -> Question.get("/data/2.5/weather",
                    Map.of("q", by.required("city"), "units", "metric", "appid", Keys.KEY)),
            (_, _, answer) -> read(answer)));

    private WeatherErrand() {}

    private static ObjectNode read(JsonNode answer) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("weather").put("city", answer.path("name").asText())
                .put("country", answer.at("/sys/country").asText())
                .put("conditions", answer.at("/weather/0/description").asText())
                .put("temperature", answer.at("/main/temp").asText() + " °C")
                .put("feels_like", answer.at("/main/feels_like").asText() + " °C")
                .put("humidity", answer.at("/main/humidity").asText() + " %")
                .put("wind", answer.at("/wind/speed").asText() + " m/s");
        return json;
    }
}
