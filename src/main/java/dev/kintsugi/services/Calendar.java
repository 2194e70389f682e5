package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.time.LabClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A calendar in the shape of Google's: `POST` and `GET /calendar/v3/calendars/primary/events`. Times are RFC 3339; one
/// without an offset is UTC. An event without an end takes an hour. Safe for many threads.
final class Calendar implements Service {
    private static final String EVENTS = "/calendar/v3/calendars/primary/events";
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(31);

    private final LabClock clock;
    private final List<Event> events = new ArrayList<>();

    private record Event(int number, String summary, String location, Instant start, Instant end, Instant created) {
        ObjectNode json() {
            var json = JsonNodeFactory.instance.objectNode().put("kind", "calendar#event")
                    .put("id", "ev" + String.format(Locale.ROOT, "%06d", number)).put("status", "confirmed")
                    .put("created", created.toString()).put("summary", summary);
            if (!location.isEmpty()) {
                json.put("location", location);
            }
            json.putObject("start").put("dateTime", start.toString()).put("timeZone", "UTC");
            json.putObject("end").put("dateTime", end.toString()).put("timeZone", "UTC");
            return json;
        }
    }

    Calendar(LabClock clock) { this.clock = clock; }

    @Override
    public ServiceName name() { return ServiceName.CALENDAR; }

    @Override
    public Answer answer(Asked asked) throws Refusal {
        if (asked.post(EVENTS)) {
            return Answer.ok(add(asked));
        }
        if (asked.get(EVENTS)) {
            return Answer.ok(list(asked));
        }
        throw Refusal.unknown("Not Found");
    }

    private ObjectNode add(Asked asked) throws Refusal {
        var summary = asked.text("summary");
        if (summary.isEmpty()) {
            throw Refusal.bad("Missing title: 'summary' is required.");
        }
        if (asked.text("start", "dateTime").isEmpty()) {
            throw Refusal.bad("Missing start time: 'start.dateTime' is required.");
        }
        var start = time(asked.text("start", "dateTime"), "start.dateTime");
        var wanted = asked.text("end", "dateTime");
        var end = wanted.isEmpty() ? start.plus(Duration.ofHours(1)) : time(wanted, "end.dateTime");
        if (!end.isAfter(start) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw Refusal.bad("The specified time range is empty or longer than 31 days.");
        }
        return added(summary, asked.text("location"), start, end).json();
    }

    private synchronized Event added(String summary, String location, Instant start, Instant end) throws Refusal {
        if (events.size() >= MOST) {
            throw new Refusal(429, 0, "Calendar usage limits exceeded.");
        }
        var event = new Event(events.size() + 1, summary, location, start, end, clock.wall());
        events.add(event);
        return event;
    }

    private synchronized ObjectNode list(Asked asked) throws Refusal {
        var from = asked.field("timeMin").isEmpty() ? Instant.MIN : time(asked.field("timeMin"), "timeMin");
        var until = asked.field("timeMax").isEmpty() ? Instant.MAX : time(asked.field("timeMax"), "timeMax");
        var words = asked.field("q").toLowerCase(Locale.ROOT);
        var answer = JsonNodeFactory.instance.objectNode().put("kind", "calendar#events").put("summary", "primary")
                .put("timeZone", "UTC");
        var items = answer.putArray("items");
        events.stream().filter(e -> e.end().isAfter(from) && e.start().isBefore(until))
                .filter(e -> e.summary().toLowerCase(Locale.ROOT).contains(words))
                .sorted(Comparator.comparing(Event::start)).limit(asked.whole("maxResults", 250, 1, 2500))
                .forEach(e -> items.add(e.json()));
        return answer;
    }

    private static Instant time(String text, String name) throws Refusal {
        try {
            var time = text.matches(".*(?:Z|[+-]\\d{2}:\\d{2})$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeException e) {
            throw Refusal.bad("Invalid value for: " + name + " is no time as 2030-01-31T14:00:00Z");
        }
        throw Refusal.bad("Invalid value for: " + name + " is not between 1970 and 2200");
    }

    @Override
    public ObjectNode refused(Refusal refusal) {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error").put("code", refusal.status()).put("message", refusal.words());
        error.putArray("errors").addObject().put("domain", "global").put("reason", reason(refusal.status()))
                .put("message", refusal.words());
        return body;
    }

    private static String reason(int status) {
        return switch (status) {
            case 403 -> "forbidden";
            case 404 -> "notFound";
            case 409 -> "duplicate";
            case 429 -> "rateLimitExceeded";
            case 500 -> "backendError";
            default -> "invalid";
        };
    }
}
