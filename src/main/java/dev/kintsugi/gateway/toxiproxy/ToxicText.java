package dev.kintsugi.gateway.toxiproxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.network.Direction;
import dev.kintsugi.network.Toxic;
import dev.kintsugi.network.ToxicRule;
import org.jspecify.annotations.Nullable;

/// Toxics as Toxiproxy writes them. The type `http`, `first` and `every` are ours, and written only where they are set. Stateless.
final class ToxicText {
    private static final String FIRST = "first";
    private static final String EVERY = "every";

    private ToxicText() {}

    static ObjectNode json(ToxicRule rule) {
        var all = JsonNodeFactory.instance.objectNode();
        all.set("attributes", attributes(rule.toxic()));
        all.put("name", rule.name()).put("type", rule.toxic().type()).put("stream", rule.direction().word());
        if (rule.toxicity() == Math.rint(rule.toxicity())) {
            all.put("toxicity", (long) rule.toxicity());
        } else {
            all.put("toxicity", rule.toxicity());
        }
        if (rule.first() > 0) {
            all.put(FIRST, rule.first());
        }
        if (rule.every() > 0) {
            all.put(EVERY, rule.every());
        }
        return all;
    }

    private static ObjectNode attributes(Toxic toxic) {
        var all = JsonNodeFactory.instance.objectNode();
        return switch (toxic) {
            case Toxic.Latency t -> all.put("latency", t.latency()).put("jitter", t.jitter());
            case Toxic.Bandwidth t -> all.put("rate", t.rate());
            case Toxic.SlowClose t -> all.put("delay", t.delay());
            case Toxic.Timeout t -> all.put("timeout", t.timeout());
            case Toxic.ResetPeer t -> all.put("timeout", t.timeout());
            case Toxic.Slicer t -> all.put("average_size", t.averageSize()).put("size_variation", t.sizeVariation())
                    .put("delay", t.delay());
            case Toxic.LimitData t -> all.put("bytes", t.bytes());
            case Toxic.Http t -> HttpText.write(t, all);
            case Toxic.Noop _ -> all;
        };
    }

    /// A new toxic. Throws an [ApiError] for what is none.
    static ToxicRule read(Input in) {
        var type = in.text("type").orElse("");
        var stream = in.text("stream").filter(s -> !s.isEmpty()).orElse(Direction.DOWNSTREAM.word());
        var direction = Direction.of(stream).orElseThrow(
                () -> new ApiError(400, "stream was invalid, can be either upstream or downstream"));
        var name = in.text("name").filter(n -> !n.isEmpty()).orElse(type + "_" + direction.word());
        return rule(name, direction, in, 1, 0, 0, toxic(type, in.inside("attributes"), null));
    }

    /// A toxic with what is given changed.
    static ToxicRule changed(ToxicRule rule, Input in) {
        var toxic = toxic(rule.toxic().type(), in.inside("attributes"), rule.toxic());
        return rule(rule.name(), rule.direction(), in, rule.toxicity(), rule.first(), rule.every(), toxic);
    }

    private static ToxicRule rule(String name, Direction direction, Input in, double toxicity, int first, int every,
            Toxic toxic) {
        try {
            return new ToxicRule(name, direction, in.number("toxicity", toxicity),
                    Math.toIntExact(in.whole(FIRST, first)), Math.toIntExact(in.whole(EVERY, every)), toxic);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
    }

    private static Toxic toxic(String type, Input in, @Nullable Toxic was) {
        var before = new Input(was == null ? JsonNodeFactory.instance.objectNode() : attributes(was));
        try {
            return switch (type) {
                case "latency" ->
                    new Toxic.Latency(either(in, before, "latency"), either(in, before, "jitter"));
                case "bandwidth" -> new Toxic.Bandwidth(either(in, before, "rate"));
                case "slow_close" -> new Toxic.SlowClose(either(in, before, "delay"));
                case "timeout" -> new Toxic.Timeout(either(in, before, "timeout"));
                case "reset_peer" -> new Toxic.ResetPeer(either(in, before, "timeout"));
                case "slicer" -> new Toxic.Slicer(either(in, before, "average_size"),
                        either(in, before, "size_variation"), either(in, before, "delay"));
                case "limit_data" -> new Toxic.LimitData(either(in, before, "bytes"));
                case "http" -> HttpText.read(in, before);
                case "noop" -> new Toxic.Noop();
                default -> throw new ApiError(400, "invalid toxic type");
            };
        } catch (IllegalArgumentException e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
    }

    private static long either(Input in, Input before, String name) { return in.whole(name, before.whole(name, 0)); }
}
