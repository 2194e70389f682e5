package dev.kintsugi.fault;

import dev.kintsugi.domain.model.Role;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What ends a fault: a condition on the request as it is sent, never a label. Immutable.
sealed interface Cure {
    /// Whether the fault lets go of this request.
    ///
    /// @param first the turn's first request
    /// @param acted lab time at which the fault first acted in this turn, -1 when it has not
    boolean holds(Sent first, Sent now, long acted);

    /// The condition in words, as the end of "it lets go ...".
    String words();

    /// The one that a mode's parameter asks for.
    static Cure chosen(String parameter, Cure byDefault) {
        var word = parameter.split(" ");
        return switch (word[0]) {
            case "persistent" -> new Nothing();
            case "attempts" -> new FromAttempt(Integer.parseInt(word[1]) + 1);
            case "seconds" -> new Elapsed(Duration.ofSeconds(Long.parseLong(word[1])));
            default -> byDefault;
        };
    }

    /// A transient fault.
    record FromAttempt(int attempt) implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) { return now.attempt() >= attempt; }

        @Override
        public String words() { return "from attempt " + attempt + " on"; }
    }

    /// An outage or a limit that passes with lab time.
    record Elapsed(Duration rest) implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) {
            return acted >= 0 && now.nowMs() - acted >= rest.toMillis();
        }

        @Override
        public String words() {
            var seconds = rest.toMillis() / 1_000.0;
            return "%s s after it first acted".formatted(
                    rest.toMillis() % 1_000 == 0 ? Long.toString(rest.toSeconds()) : Double.toString(seconds));
        }
    }

    /// A fault of one model.
    record AnotherModel() implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) { return !now.model().equals(first.model()); }

        @Override
        public String words() { return "when another model is asked"; }
    }

    /// A window that was too small for the prompt.
    record PromptFits(int limit) implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) { return now.load().tokens() <= limit; }

        @Override
        public String words() { return "when the prompt fits " + limit + " tokens"; }
    }

    /// A cap that the state was too large for.
    record StateFits(int bytes) implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) { return now.load().bytes() <= bytes; }

        @Override
        public String words() { return "when the state fits " + bytes + " bytes"; }
    }

    /// A poisoned history: what the fault said must be gone from it. Before anything of it stands there, a history
    /// other than the first one sent.
    record CleanHistory(List<String> poison) implements Cure {
        public CleanHistory {
            poison = List.copyOf(poison);
        }

        @Override
        public boolean holds(Sent first, Sent now, long acted) {
            return poison.isEmpty()
                    ? !now.conversation().equals(first.conversation())
                    : now.conversation().stream().noneMatch(m -> m.role() == Role.ASSISTANT && poisoned(m.content()));
        }

        private boolean poisoned(String text) { return poison.stream().anyMatch(text::contains); }

        @Override
        public String words() { return "when its messages are gone from the history"; }
    }

    /// A credential that only a human can supply.
    record AnotherCredential() implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) { return now.credential() != first.credential(); }

        @Override
        public String words() { return "when a human supplies another credential"; }
    }

    /// A request in other words: messages or instructions differ from those of the first.
    record ChangedRequest() implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) { return !now.messages().equals(first.messages()); }

        @Override
        public String words() { return "when the request is changed"; }
    }

    /// A bound on how long the agent may think: fewer tokens, or a new instruction that speaks of steps.
    record StepBudget() implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) {
            var tighter = now.maxTokens() > 0 && (first.maxTokens() == 0 || now.maxTokens() < first.maxTokens());
            return tighter || mentions(now) > mentions(first);
        }

        private static int mentions(Sent sent) {
            return sent.instructions().stream()
                    .mapToInt(m -> m.content().toLowerCase(Locale.ROOT).split("\\bsteps?\\b", -1).length - 1).sum();
        }

        @Override
        public String words() { return "when it is given a step budget"; }
    }

    /// Any one of several.
    record AnyOf(List<Cure> cures) implements Cure {
        public AnyOf {
            cures = List.copyOf(cures);
        }

        static AnyOf of(Cure... cures) { return new AnyOf(List.of(cures)); }

        @Override
        public boolean holds(Sent first, Sent now, long acted) {
            return cures.stream().anyMatch(c -> c.holds(first, now, acted));
        }

        @Override
        public String words() { return cures.stream().map(Cure::words).collect(Collectors.joining(", or ")); }
    }

    /// A persistent fault.
    record Nothing() implements Cure {
        @Override
        public boolean holds(Sent first, Sent now, long acted) { return false; }

        @Override
        public String words() { return "never"; }
    }
}
