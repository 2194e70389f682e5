package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.errands.Errand.Parameter;
import dev.kintsugi.agent.tools.Arguments;
import dev.kintsugi.agent.tools.Refusal;
import dev.kintsugi.domain.model.Effect;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Adds and lists appointments, by Google Calendar's interface. Days are said in words or as dates; times are UTC. Stateless.
final class CalendarErrands {
    private static final String EVENTS = "/calendar/v3/calendars/primary/events";
    private static final String DAY = "today, tomorrow, a day of the week, or a date as 2030-01-31";
    static final List<Errand> ALL = List.of(
            Errand.of("calendar", "add_event", Effect.EFFECT, "Adds an event of one hour to the user's calendar.",
                    List.of(Parameter.required("title", "what it is called"), Parameter.required("day", DAY),
                            Parameter.required("time", "when it begins, e.g. 2 PM or 14:00")),
                    CalendarErrands::add, CalendarErrands::added),
            Errand.of("calendar", "list_events", Effect.READ, "Lists the events in the user's calendar.",
                    List.of(Parameter.optional("day", DAY + "; left out for all")), CalendarErrands::list,
                    (_, _, answer) -> listed(answer)));

    private CalendarErrands() {}

    private static Question add(Arguments by, LocalDate today) throws Refusal {
        var body = JsonNodeFactory.instance.objectNode().put("summary", by.required("title"));
        body.putObject("start").put("dateTime",
                Days.day(by.required("day"), today) + "T" + Days.time(by.required("time")) + ":00Z");
        return Question.json(EVENTS, body);
    }

    private static ObjectNode added(Arguments by, LocalDate today, JsonNode answer) throws Refusal {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("event").put("title", by.text("title")).put("day", by.text("day"))
                .put("date", Days.day(by.required("day"), today).toString())
                .put("time", Days.time(by.required("time")).toString()).put("reference", answer.path("id").asText());
        return json;
    }

    private static Question list(Arguments by, LocalDate today) throws Refusal {
        var fields = new LinkedHashMap<String, String>();
        fields.put("maxResults", "20");
        if (!by.text("day").isEmpty()) {
            var day = Days.day(by.text("day"), today);
            fields.put("timeMin", day + "T00:00:00Z");
            fields.put("timeMax", day.plusDays(1) + "T00:00:00Z");
        }
        return Question.get(EVENTS, fields);
    }

    private static ObjectNode listed(JsonNode answer) {
        var json = JsonNodeFactory.instance.objectNode();
        var words = new ArrayList<String>();
        for (var event : answer.path("items")) {
            var start = event.at("/start/dateTime").asText();
            words.add(event.path("summary").asText() + " on " + start.substring(0, 10) + " at "
                    + start.substring(11, 16));
        }
        json.putObject("events").put("count", String.valueOf(words.size())).put("list", String.join("; ", words));
        return json;
    }
}
