package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ResponseWords;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Routes;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What can be asked about responses that were given: nothing here is failed or recorded. With a provider these requests
/// go on to it. Safe for many threads.
final class ResponsesDoor {
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final KeptResponses kept;
    private final Passing passing;

    ResponsesDoor(KeptResponses kept, Passing passing) {
        this.kept = kept;
        this.passing = passing;
    }

    void addTo(Routes routes, String base) {
        var one = base + "/responses/{response}";
        routes.add("GET", one, this::show).add("DELETE", one, x -> answer(x, this::delete))
                .add("GET", one + "/input_items", x -> answer(x, this::items))
                .add("POST", one + "/cancel", x -> answer(x, this::cancel));
    }

    /// Answers one question about one response.
    private interface Question {
        JsonNode answer(Exchange exchange, KeptResponses.Kept response);
    }

    private void answer(Exchange exchange, Question question) {
        if (passing.on(exchange)) {
            return;
        }
        try {
            OpenAi.VENDOR.reply(exchange, 200, "application/json",
                    ResponseShape.bytes(question.answer(exchange, named(exchange))));
        } catch (RefusedCall e) {
            OpenAi.VENDOR.refuse(exchange, e);
        }
    }

    private KeptResponses.Kept named(Exchange exchange) {
        var id = exchange.parameter("response");
        return kept.get(id).orElseThrow(() -> new RefusedCall(404, "invalid_request_error", null, null,
                "Response with id '" + id + "' not found."));
    }

    private void show(Exchange exchange) {
        if (exchange.query("stream").filter("true"::equals).isEmpty()) {
            answer(exchange, (_, response) -> response.whole());
        } else if (!passing.on(exchange)) {
            takeUp(exchange);
        }
    }

    /// Tells a stream again, after the last event that its caller had: whoever lost it goes on where it broke.
    private void takeUp(Exchange exchange) {
        try {
            var response = named(exchange);
            if (!asked(response, "background") || !asked(response, "stream")) {
                throw RefusedCall.bad("stream", null, "This response cannot be streamed: only one that was created with"
                        + " background=true and stream=true can be taken up again.");
            }
            var out = new ByteArrayOutputStream();
            var events = ResponseEvents.of((ObjectNode) response.whole()).all();
            events.stream().skip(whole(exchange, "starting_after", -1, -1, Integer.MAX_VALUE) + 1L)
                    .forEach(out::writeBytes);
            OpenAi.VENDOR.reply(exchange, 200, "text/event-stream; charset=utf-8", out.toByteArray());
        } catch (RefusedCall e) {
            OpenAi.VENDOR.refuse(exchange, e);
        }
    }

    private static boolean asked(KeptResponses.Kept response, String flag) {
        return response.request().path(flag).asBoolean(false);
    }

    private JsonNode delete(Exchange exchange, KeptResponses.Kept response) {
        var id = exchange.parameter("response");
        kept.remove(id);
        return ResponseShape.object().put("id", id).put("object", "response").put("deleted", true);
    }

    /// Every response is there at once, so there is nothing to cancel.
    private JsonNode cancel(Exchange exchange, KeptResponses.Kept response) {
        if (!asked(response, "background")) {
            throw RefusedCall.bad(null, null, "Cannot cancel a synchronous response.");
        }
        return response.whole();
    }

    /// Its own input, the newest first unless asked otherwise.
    private JsonNode items(Exchange exchange, KeptResponses.Kept response) {
        var own = ResponseWords.items(response.request());
        var hex = exchange.parameter("response").replaceFirst("^resp_", "");
        var all = IntStream.range(0, own.size()).mapToObj(i -> listed(own.get(i), hex + i)).toList();
        var sorted = exchange.query("order").filter("asc"::equals).isPresent() ? all : all.reversed();
        var from = exchange.query("after").map(a -> after(sorted, a)).orElse(0);
        var page = sorted.subList(from,
                Math.min(sorted.size(), from + whole(exchange, "limit", PAGE, 1, LARGEST_PAGE)));
        var list = ResponseShape.object().put("object", "list");
        list.putArray("data").addAll(page);
        list.put("first_id", page.isEmpty() ? null : page.getFirst().path("id").asText())
                .put("last_id", page.isEmpty() ? null : page.getLast().path("id").asText())
                .put("has_more", from + page.size() < sorted.size());
        return list;
    }

    private static int after(List<ObjectNode> sorted, String id) {
        return IntStream.range(0, sorted.size()).filter(i -> sorted.get(i).path("id").asText().equals(id)).findFirst()
                .orElseThrow(() -> RefusedCall.bad("after", null, "No such item: '" + id + "'.")) + 1;
    }

    private static int whole(Exchange exchange, String name, int otherwise, int least, int most) {
        try {
            var number = exchange.query(name).map(Integer::parseInt).orElse(otherwise);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // RefusedCall below.
        }
        throw RefusedCall.bad(name, null, "Invalid '" + name + "': expected an integer from " + least + " to " + most
                + ".");
    }

    /// An item with all that it may leave out when it is sent.
    private static ObjectNode listed(JsonNode item, String hex) {
        ObjectNode full = item.deepCopy();
        var type = item.path("type").asText("message");
        var prefix = Optional.of(type).filter("message"::equals).map(_ -> "msg_").orElse("item_");
        full.put("id", item.path("id").asText(prefix + hex)).put("type", type).put("status",
                item.path("status").asText("completed"));
        if (type.equals("message") && item.path("content").isTextual()) {
            full.putArray("content").addObject()
                    .put("type", item.path("role").asText().equals("assistant") ? "output_text" : "input_text")
                    .put("text", item.path("content").asText());
        }
        return full;
    }
}
