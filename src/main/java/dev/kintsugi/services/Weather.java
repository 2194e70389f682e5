package dev.kintsugi.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.time.LabClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/// The weather in the shape of OpenWeather: `GET /data/2.5/weather?q=CITY&appid=…`, with `units` standard, metric or
/// imperial. A city has the same weather whenever it is asked for: it is drawn from the seed. Immutable.
final class Weather implements Service {
    private static final Map<String, String> UNITS = Map.of("", "standard", "standard", "standard", "metric", "metric",
            "imperial", "imperial");
    private static final int NO_KEY = 401;

    private final Draws draws;
    private final LabClock clock;
    private final Map<String, JsonNode> cities = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final JsonNode skies;

    Weather(Draws draws, LabClock clock) {
        this.draws = draws;
        this.clock = clock;
        var data = DataFile.read("weather.json");
        data.path("cities").forEach(city -> cities.put(city.path("name").asText(), city));
        this.skies = data.path("skies");
    }

    @Override
    public ServiceName name() { return ServiceName.WEATHER; }

    @Override
    public Answer answer(Asked asked) throws Refusal {
        if (!asked.get("/data/2.5/weather")) {
            throw Refusal.unknown("Internal error");
        }
        if (asked.field("appid").isEmpty()) {
            throw new Refusal(401, 0,
                    "Invalid API key. Please see https://openweathermap.org/faq#error401 for more info.");
        }
        var wanted = asked.field("q");
        if (wanted.isEmpty()) {
            throw Refusal.bad("Nothing to geocode");
        }
        var units = UNITS.get(asked.field("units"));
        if (units == null) {
            throw Refusal.bad("units is standard, metric or imperial");
        }
        var city = cities.get(wanted.split(",", 2)[0].strip());
        if (city == null) {
            throw Refusal.unknown("city not found");
        }
        return Answer.ok(report(city, units));
    }

    private ObjectNode report(JsonNode city, String units) {
        var name = city.path("name").asText();
        var warmth = city.path("celsius").asInt() * 10 - 50 + draw(name, "warmth", 101);
        var sky = skies.path(draw(name, "sky", skies.size()));
        var wind = 5 + draw(name, "wind", 90);
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("coord").put("lon", city.path("lon").decimalValue()).put("lat",
                city.path("lat").decimalValue());
        answer.putArray("weather").addObject().put("id", sky.path("id").asInt()).put("main", sky.path("main").asText())
                .put("description", sky.path("description").asText()).put("icon", sky.path("icon").asText());
        answer.put("base", "stations");
        answer.putObject("main").put("temp", degrees(warmth, units))
                .put("feels_like", degrees(warmth - wind / 3, units))
                .put("temp_min", degrees(warmth - 20, units)).put("temp_max", degrees(warmth + 20, units))
                .put("pressure", 1000 + draw(name, "pressure", 31)).put("humidity", 35 + draw(name, "humidity", 56));
        answer.put("visibility", 10_000);
        answer.putObject("wind").put("speed", speed(wind, units)).put("deg", draw(name, "direction", 360));
        answer.putObject("clouds").put("all", sky.path("clouds").asInt());
        answer.put("dt", clock.wall().getEpochSecond());
        answer.putObject("sys").put("country", city.path("country").asText());
        return answer.put("timezone", city.path("timezone").asInt()).put("id", city.path("id").asInt())
                .put("name", name).put("cod", 200);
    }

    private int draw(String city, String what, int bound) {
        return draws.below(new DrawKey(0, 0, 0, "services.weather." + what + "." + city), bound);
    }

    /// @param tenths of a degree Celsius
    private static BigDecimal degrees(int tenths, String units) {
        var celsius = BigDecimal.valueOf(tenths, 1);
        return switch (units) {
            case "metric" -> celsius;
            case "imperial" -> celsius.multiply(new BigDecimal("1.8")).add(BigDecimal.valueOf(32)).setScale(1,
                    RoundingMode.HALF_EVEN);
            default -> celsius.add(new BigDecimal("273.15"));
        };
    }

    /// @param tenths of a metre a second
    private static BigDecimal speed(int tenths, String units) {
        var metres = BigDecimal.valueOf(tenths, 1);
        return units.equals("imperial")
                ? metres.multiply(new BigDecimal("2.237")).setScale(1, RoundingMode.HALF_EVEN)
                : metres;
    }

    /// OpenWeather writes the code of most refusals as a text, and that of a bad key as a number.
    @Override
    public ObjectNode refused(Refusal refusal) {
        var body = JsonNodeFactory.instance.objectNode();
        return (refusal.status() == NO_KEY
                ? body.put("cod", refusal.status())
                : body.put("cod", Integer.toString(refusal.status()))).put("message", refusal.words());
    }
}
