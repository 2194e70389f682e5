package dev.kintsugi.lab;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.people.Approval;
import dev.kintsugi.domain.people.ApprovalVerdict;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.report.story.EffectLedger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets a tool act or not: an effect that is done is not done again, one whose fate is unknown not before the tool or a
/// person has told, and a risky one not before a person has said yes. Used by one turn on one thread.
final class ToolGate {
    private final SessionCore session;
    private final TurnPeople people;
    private final Consumer<LabEvent> record;
    private final Map<String, Approval> approvals = new HashMap<>();

    ToolGate(SessionCore session, TurnPeople people, Consumer<LabEvent> record) {
        this.session = session;
        this.people = people;
        this.record = record;
    }

    /// What is to be done with a request.
    sealed interface Way {
        /// Act, with these arguments.
        record Go(ToolRequest request) implements Way {}

        /// Do not; this is the answer.
        record Instead(ToolResult result) implements Way {}
    }

    Way way(Tool tool, ToolRequest asked, Consent consent) {
        if (tool.spec().effect() == Effect.READ) {
            return new Way.Go(asked);
        }
        var done = done(asked.idempotencyKey());
        if (done.isPresent()) {
            return new Way.Instead(done.get());
        }
        var unknown = session.folds().effects(ledger -> ledger.act(asked.idempotencyKey()))
                .filter(item -> item.state() == EffectState.UNKNOWN);
        if (unknown.isPresent()) {
            return settled(tool, asked, unknown.get(), consent);
        }
        var known = approvals.get(asked.idempotencyKey());
        if (known == null && consent.rule().asksBefore(tool.spec().effect())) {
            known = people.approve(tool, asked, consent.patience(), tool.spec().description());
            approvals.put(asked.idempotencyKey(), known);
        }
        return known == null || known.verdict().allows()
                ? new Way.Go(known == null ? asked : with(known, asked))
                : new Way.Instead(refused(known));
    }

    /// What is done is not done again, whether the tool honours keys or not: what it answered; empty when it is not done.
    Optional<ToolResult> done(String key) {
        return session.folds().effects(ledger -> ledger.act(key))
                .filter(item -> item.state() == EffectState.DONE)
                .map(item -> new ToolResult(item.answer().value().isEmpty()
                        ? Json.of(Map.of("result", item.note()))
                        : item.answer().value(), true, 0, false));
    }

    /// Edited arguments are another act, so they have another key.
    private static ToolRequest with(Approval approval, ToolRequest asked) {
        return switch (approval.verdict()) {
            case EDITED -> as(asked, EffectLedger.edited(asked.idempotencyKey()), approval.arguments());
            case APPROVED, REJECTED, SILENT -> asked;
        };
    }

    private static ToolRequest as(ToolRequest asked, String key, String arguments) {
        return new ToolRequest(new ToolCall(asked.call().id(), asked.call().name(), arguments), key, asked.key(),
                asked.deadline());
    }

    private static ToolResult refused(Approval approval) {
        var why = switch (approval.verdict()) {
            case REJECTED -> approval.why().isBlank() ? "A person said no." : "A person said no: " + approval.why();
            case APPROVED, EDITED, SILENT -> "Nobody approved it in time.";
        };
        return refusal("not_approved", why + " Nothing was done.");
    }

    /// In this order always: another would be other tokens, and a replay would come out otherwise.
    static ToolResult refusal(String code, String message) {
        var told = new LinkedHashMap<String, Object>();
        told.put("code", code);
        told.put("message", message);
        return new ToolResult(Json.of(Map.of("error", told)), false, 0, true);
    }

    /// Asks the tool what became of an act nobody heard of again, and a person when the tool cannot tell.
    private Way settled(Tool tool, ToolRequest asked, EffectLedger.Item item, Consent consent) {
        var request = as(asked, item.key(), item.arguments().value());
        return told(tool, request, item)
                ? done(item.key()).<Way>map(Way.Instead::new).orElseGet(() -> new Way.Go(request))
                : byPerson(tool, asked, request, consent);
    }

    /// Finds out what became of an act without doing it again: from the tool, else from a person.
    void settle(Tool tool, ToolRequest request, EffectLedger.Item item) {
        if (!told(tool, request, item)) {
            asked(tool, request);
        }
    }

    /// Asks the tool alone what became of an act. Whether it could tell.
    boolean told(Tool tool, ToolRequest request, EffectLedger.Item item) {
        switch (fate(tool, request)) {
            case Fate.Done done -> {
                settle(request, EffectState.DONE, tool.spec().name(), "it was done");
                record.accept(new LabEvent.ToolUsed(tool.spec().name(), tool.spec().effect(), request.idempotencyKey(),
                        Text.of(request.call().arguments()), Text.of(done.result().content()), done.result().ok()));
            }
            case Fate.NotDone _ -> settle(request, EffectState.NOT_DONE, tool.spec().name(), "it was not done");
            case Fate.NoTrace _ when item.sequence() > session.loadedAt() -> settle(request, EffectState.NOT_DONE,
                    tool.spec().name(), "it has no trace of it");
            case Fate.NoTrace _,Fate.Unknown _ -> {
                return false;
            }
        }
        return true;
    }

    private void asked(Tool tool, ToolRequest request) {
        var answer = people.lookedUp(tool, request, Consent.NONE.patience(),
                "Nothing is done now. Look up whether this was done already: approve (yes) if it WAS done, reject (no) if it was "
                        + "NOT.");
        switch (answer.verdict()) {
            case APPROVED -> settle(request, EffectState.DONE, answer.by(), "a person looked it up");
            case REJECTED -> settle(request, EffectState.NOT_DONE, answer.by(), "a person looked it up");
            case EDITED, SILENT -> {
            }
        }
    }

    private static Fate fate(Tool tool, ToolRequest request) {
        try {
            return tool.fate(request);
        } catch (AgentError e) {
            return new Fate.Unknown();
        }
    }

    /// @param request the act as it was tried before, which may be another than what is asked for
    private Way byPerson(Tool tool, ToolRequest asked, ToolRequest request, Consent consent) {
        var answer = people.approveAgain(tool, request, consent.patience(),
                "It is not known whether this was done already, and the tool cannot tell. Look it up. Approve only if it "
                        + "was NOT done: it is done then. Reject if it was done, or if nobody can tell.");
        if (!answer.verdict().allows()) {
            return new Way.Instead(refusal("fate_unknown", "It is not known whether this was done already, so it is "
                    + "not done again. A person has to look it up."));
        }
        settle(request, EffectState.NOT_DONE, answer.by(), "a person looked it up");
        return new Way.Go(answer.verdict() == ApprovalVerdict.EDITED ? with(answer, asked) : request);
    }

    private void settle(ToolRequest request, EffectState state, String by, String note) {
        record.accept(new LabEvent.EffectSettled(request.idempotencyKey(), state, by, Text.of(note)));
    }
}
