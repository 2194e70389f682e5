package dev.kintsugi.cli;

import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.TurnStep;
import dev.kintsugi.report.story.TurnStory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A turn as plain data, under the names that the REST API gives it. Stateless.
final class TurnJson {
    private TurnJson() {}

    static Map<String, Object> of(TurnStory turn) {
        var failed = turn.failed();
        var out = new LinkedHashMap<String, Object>();
        out.put("turn", turn.number());
        out.put("message", turn.message().value());
        out.put("response", turn.delivered().value());
        out.put("status", name(turn.status()));
        out.put("natural_status", name(turn.naturalStatus()));
        out.put("failure_mode", failed ? turn.injections().getFirst().mode().wire() : null);
        out.put("failure_injection_applied", failed);
        out.put("natural_response", failed ? turn.natural().value() : null);
        out.put("observed_response", turn.observed().value());
        out.put("processing_time_ms", turn.processingMs());
        out.put("token_count", turn.tokens());
        out.put("model_used", turn.model());
        out.put("delivered_status", name(turn.deliveredStatus()));
        out.put("delivered_by", turn.deliveredBy());
        out.put("outcome", name(turn.outcome()));
        out.put("steps", turn.steps().stream().map(TurnJson::of).toList());
        return out;
    }

    private static Map<String, Object> of(TurnStep step) {
        var out = new LinkedHashMap<String, Object>();
        out.put("at_ms", step.atMs());
        out.put("mark", name(step.mark()));
        out.put("text", Shares.typed(step.text()));
        return out;
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }
}
