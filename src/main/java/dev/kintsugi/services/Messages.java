package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.time.LabClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Messages in the shape of Twilio's: `POST` and `GET /2010-04-01/Accounts/SID/Messages.json`, a form with `To` and `Body`.
/// Somebody is meant by number or by name. Some have already written. Safe for many threads.
final class Messages implements Service {
    private static final Pattern PATH = Pattern.compile("/2010-04-01/Accounts/[A-Za-z0-9]{1,64}/Messages\\.json");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final String OURS = "+15550100";
    private static final int NOBODY = 21_211;
    private static final int EMPTY = 21_602;
    private static final int TOO_LONG = 21_617;
    private static final int LONGEST = 1_600;
    private static final int MOST = 1_000;

    private final LabClock clock;
    private final Map<String, String> numbers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Message> all = new ArrayList<>();

    private record Message(int number, String from, String to, String body, String direction, Instant at) {
        ObjectNode json() {
            var day = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
            return JsonNodeFactory.instance.objectNode().put("sid", String.format(Locale.ROOT, "SM%032x", number))
                    .put("from", from).put("to", to).put("body", body).put("direction", direction)
                    .put("status", direction.equals("inbound") ? "received" : "delivered").put("num_segments", "1")
                    .put("date_created", day).putNull("error_code").putNull("error_message");
        }
    }

    Messages(LabClock clock) {
        this.clock = clock;
        var data = DataFile.read("messages.json");
        data.path("contacts").properties().forEach(c -> numbers.put(c.getKey(), c.getValue().asText()));
        data.path("received").forEach(m -> all.add(new Message(all.size() + 1, m.path("from").asText(), OURS,
                m.path("body").asText(), "inbound", clock.wall())));
    }

    @Override
    public ServiceName name() { return ServiceName.MESSAGES; }

    @Override
    public Answer answer(Asked asked) throws Refusal {
        if (!PATH.matcher(asked.path()).matches()) {
            throw new Refusal(404, 20_404, "The requested resource " + asked.path() + " was not found");
        }
        return asked.method().equals("POST") ? Answer.created(send(asked)) : Answer.ok(list(asked));
    }

    private ObjectNode send(Asked asked) throws Refusal {
        var to = number(asked.field("To"));
        var body = asked.field("Body");
        if (body.isEmpty()) {
            throw new Refusal(400, EMPTY, "Message body is required.");
        }
        if (body.length() > LONGEST) {
            throw new Refusal(400, TOO_LONG, "The concatenated message body exceeds the 1600 character limit");
        }
        return sent(to, body).json();
    }

    private String number(String to) throws Refusal {
        var number = NUMBER.matcher(to).matches() ? to : numbers.get(to);
        if (number == null) {
            throw new Refusal(400, NOBODY, "Invalid 'To' Phone Number: nobody is known as '" + to + "'");
        }
        return number;
    }

    private synchronized Message sent(String to, String body) throws Refusal {
        if (all.size() >= MOST) {
            throw new Refusal(429, 20_429, "Too many messages");
        }
        var message = new Message(all.size() + 1, OURS, to, body, "outbound-api", clock.wall());
        all.add(message);
        return message;
    }

    private synchronized ObjectNode list(Asked asked) throws Refusal {
        var size = asked.whole("PageSize", 50, 1, 1_000);
        var to = asked.field("To").isEmpty() ? "" : number(asked.field("To"));
        var from = asked.field("From");
        var answer = JsonNodeFactory.instance.objectNode();
        var messages = answer.putArray("messages");
        all.reversed().stream().filter(m -> to.isEmpty() || m.to().equals(to))
                .filter(m -> from.isEmpty() || m.from().equalsIgnoreCase(from)).limit(size)
                .forEach(m -> messages.add(m.json()));
        return answer.put("page", 0).put("page_size", size).putNull("next_page_uri");
    }

    @Override
    public ObjectNode refused(Refusal refusal) {
        var code = refusal.code() == 0 ? 20_000 + refusal.status() : refusal.code();
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", refusal.words())
                .put("more_info", "https://www.twilio.com/docs/errors/" + code).put("status", refusal.status());
    }
}
