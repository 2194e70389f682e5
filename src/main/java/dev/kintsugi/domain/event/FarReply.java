package dev.kintsugi.domain.event;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.Usage;
import java.time.Duration;
import java.util.List;

/// How a model outside the lab answered one call: with a whole reply, or with an error.
public sealed interface FarReply {
    /// A reply, whole.
    record Whole(Text text, List<Wish> wishes, FinishReason finish, String model, int promptTokens,
            int completionTokens, long latencyMs) implements FarReply {
        public Whole {
            wishes = List.copyOf(wishes);
        }

        public static Whole of(ModelReply reply) {
            return new Whole(Text.of(reply.text()), reply.toolCalls().stream().map(Wish::of).toList(), reply.finish(),
                    reply.model(), reply.usage().promptTokens(), reply.usage().completionTokens(), reply.latencyMs());
        }

        public ModelReply reply() {
            return new ModelReply(text.value(), wishes.stream().map(Wish::call).toList(), finish, model,
                    new Usage(promptTokens, completionTokens), latencyMs, false);
        }
    }

    /// A tool the model wished to use.
    record Wish(String id, String tool, Text arguments) {
        static Wish of(ToolCall call) { return new Wish(call.id(), call.name(), Text.of(call.arguments())); }

        ToolCall call() { return new ToolCall(id, tool, arguments.value()); }
    }

    /// An error.
    ///
    /// @param retryAfterMs how long the provider asked to wait; -1 when it did not
    record Failed(WireFault fault, int status, String code, String kind, Text message, long retryAfterMs, int limit)
            implements
                FarReply {
        public static Failed of(WireError wire) {
            var wait = wire.retryAfter();
            return new Failed(wire.fault(), wire.status(), wire.code(), wire.type(), Text.of(wire.message()),
                    wait == null ? -1 : wait.toMillis(), wire.limit());
        }

        public WireError wire() {
            return new WireError(fault, status, kind, code, message.value(),
                    retryAfterMs < 0 ? null : Duration.ofMillis(retryAfterMs), limit);
        }
    }
}
