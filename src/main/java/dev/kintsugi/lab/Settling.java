package dev.kintsugi.lab;

import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.report.story.EffectLedger;
import java.util.List;
import java.util.Objects;

/// Finds out what became of effects whose fate is unknown. Stateless; called by the session's lane.
final class Settling {
    private Settling() {}

    static List<EffectLedger.Item> of(SessionCore session, List<Tool> tools) {
        var unknown = session.folds().effects(EffectLedger::unknown);
        for (var item : unknown) {
            tools.stream().filter(t -> t.spec().name().equals(item.tool())).findFirst()
                    .ifPresent(tool -> settle(session, tool, item));
        }
        session.commit(session.turns());
        return unknown.stream()
                .map(i -> Objects.requireNonNull(session.folds().effects(l -> l.item(i.key())).orElse(i))).toList();
    }

    private static void settle(SessionCore session, Tool tool, EffectLedger.Item item) {
        var turn = session.turns();
        var place = new CallKey(session.place(turn), session.drawKey(), 1, 1);
        var request = new ToolRequest(new ToolCall(item.key(), item.tool(), item.arguments().value()), item.key(),
                place, Deadline.NONE);
        var people = new TurnPeople(session, turn, event -> session.record(turn, event, 0), () -> {});
        new ToolGate(session, people, event -> session.record(turn, event, 0)).settle(tool, request, item);
    }
}
