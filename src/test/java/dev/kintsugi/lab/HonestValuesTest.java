package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.truth.FailureMode;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What recovery is handed of a broken attempt, object by object as far as they reach: nothing of the injecting side, and
/// of the natural answer nothing that the fault kept back.
class HonestValuesTest {
    private static final String SECRET = "Xylophone seventeen is what was really said.";

    /// An agent that notes everything that leaves it for recovery, and all that recovery asks it with.
    private static final class Spy implements Agent {
        private final Agent inner = Agents.scripted(TestPacks.named("insurance"), 42, 8192);
        private final List<Object> handed = new ArrayList<>();
        private int depth;

        @Override
        public AgentReply answer(AgentRequest request, Wire wire, TokenSink sink) {
            var natural = depth++ > 0;
            try {
                var said = inner.answer(request, wire, sink);
                var reply = natural
                        ? new AgentReply(SECRET, said.model(), said.usage(), said.finish(), said.tools(),
                                said.latencyMs(), true)
                        : said;
                note(natural, reply, request);
                return reply;
            } catch (AgentError e) {
                note(natural, e, request);
                throw e;
            } finally {
                depth--;
            }
        }

        private void note(boolean natural, Object... what) {
            if (!natural) {
                handed.addAll(List.of(what));
            }
        }

        @Override
        public String name() { return inner.name(); }

        @Override
        public List<String> models() { return inner.models(); }

        @Override
        public boolean simulated() { return true; }

        @Override
        public List<ToolSpec> tools() { return inner.tools(); }

        @Override
        public List<Passage> knowledge() { return inner.knowledge(); }

        @Override
        public int contextWindow(String model) { return inner.contextWindow(model); }

        @Override
        public int countTokens(String model, String text) { return inner.countTokens(model, text); }
    }

    @ParameterizedTest
    @EnumSource(FailureMode.class)
    void whatRecoveryIsHandedHoldsNothingOfTheInjection(FailureMode mode) throws IllegalAccessException {
        var spy = new Spy();
        try (var lab = Lab.inMemory(LabSettings.defaults(), (_, _, _) -> spy)) {
            var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy("standard")
                    .virtual(Instant.parse("2026-03-02T09:00:00Z"), ""));
            session.say("Where is my claim INS-2024-9876?", null).join();
            var turn = session.say("How many days of a rental car does my policy cover?", mode).join();
            assertThat(turn.injections()).as("the fault acted").isNotEmpty();
            var natural = turn.injections().getFirst().natural().value();
            var reached = reached(spy.handed);
            assertThat(reached).isNotEmpty()
                    .noneMatch(o -> o.getClass().getName().startsWith("dev.kintsugi.fault.")
                            || o.getClass().getName().startsWith("dev.kintsugi.domain.truth."))
                    .noneMatch(o -> o instanceof String text && text.contains("Xylophone"));
            if (turn.injections().getFirst().observed().value().isEmpty()) {
                assertThat(natural).as("it was kept back").isEqualTo(SECRET);
            }
        }
    }

    /// Everything that can be reached from these, through fields, lists and maps.
    private static List<Object> reached(List<Object> from) throws IllegalAccessException {
        var seen = Collections.<Object>newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<>(from);
        var all = new ArrayList<>();
        while (!open.isEmpty()) {
            var next = open.poll();
            if (!seen.add(next)) {
                continue;
            }
            all.add(next);
            switch (next) {
                case Collection<?> many -> many.stream().filter(Objects::nonNull).forEach(open::add);
                case Map<?, ?> map -> {
                    open.addAll(map.keySet());
                    open.addAll(map.values());
                }
                case Throwable error when error.getCause() != null -> open.add(error.getCause());
                default -> {
                }
            }
            if (next.getClass().getName().startsWith("dev.kintsugi.")) {
                fields(next, open);
            }
        }
        return all;
    }

    private static void fields(Object of, ArrayDeque<Object> open) throws IllegalAccessException {
        for (Class<?> type = of.getClass(); type.getName().startsWith("dev.kintsugi."); type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    var value = field.get(of);
                    if (value != null) {
                        open.add(value);
                    }
                }
            }
        }
    }
}
