package dev.kintsugi.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.people.Approval;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.domain.people.Handoff;
import dev.kintsugi.domain.people.Help;
import dev.kintsugi.recovery.Escalation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What one turn asks of people, and what they answer, all of it written down: each question is on disk before it is
/// asked. Used by one turn on one thread.
final class TurnPeople implements Escalation {
    private static final List<String> AMOUNTS = List.of("amount", "total", "sum", "price", "value", "quantity");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SessionCore session;
    private final int turn;
    private final Consumer<LabEvent> record;
    private final Runnable freshCredential;
    private int asked;

    TurnPeople(SessionCore session, int turn, Consumer<LabEvent> record, Runnable freshCredential) {
        this.session = session;
        this.turn = turn;
        this.record = record;
        this.freshCredential = freshCredential;
    }

    /// Asks before an act, which may be approved with other arguments.
    Approval approve(Tool tool, ToolRequest request, Duration patience, String effect) {
        return ask(tool, request, tool.spec().parameters(), effect, false, patience);
    }

    /// Asks before an act that may have been done already.
    Approval approveAgain(Tool tool, ToolRequest request, Duration patience, String effect) {
        return ask(tool, request, tool.spec().parameters(), effect, true, patience);
    }

    /// Asks about an act of the past: there is nothing to edit.
    Approval lookedUp(Tool tool, ToolRequest request, Duration patience, String effect) {
        return ask(tool, request, "", effect, true, patience);
    }

    private Approval ask(Tool tool, ToolRequest request, String parameters, String effect, boolean tried,
            Duration patience) {
        var arguments = request.call().arguments();
        var question = new ApprovalRequest(name(), session.id(), turn, tool.spec().name(), tool.spec().effect(),
                arguments, parameters, amount(arguments), effect, tried, patience);
        record(new LabEvent.ApprovalRequested(question.id(), question.tool(), question.risk(), Text.of(arguments),
                Text.of(question.amount()), Text.of(effect), patience.toMillis()));
        var start = session.clock().now();
        var answer = session.people().approve(question, session.work());
        record(new LabEvent.ApprovalGiven(question.id(), answer.verdict(), Text.of(answer.arguments()),
                Text.of(answer.why()), answer.by(), since(start)));
        return answer;
    }

    private static String amount(String arguments) {
        try {
            var tree = JSON.readTree(arguments);
            return AMOUNTS.stream().filter(tree::hasNonNull).findFirst().map(name -> tree.get(name).asText())
                    .orElse("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    @Override
    public boolean taken() { return !session.folds().takenBy().isEmpty(); }

    @Override
    public Help escalate(String failing, String error, int failures, Duration patience) {
        return escalate(List.of(), List.of(), failing, error, failures, patience);
    }

    /// @param before what was done before this turn
    Help escalate(List<String> plan, List<String> before, String failing, String error, int failures,
            Duration patience) {
        var story = session.story(turn);
        var now = story.entries().stream().map(Entry::event).filter(LabEvent.ToolUsed.class::isInstance)
                .map(e -> words((LabEvent.ToolUsed) e));
        var done = Stream.concat(before.stream(), now).toList();
        var handoff = new Handoff(name(), session.id(), turn, story.message().value(), plan, done, failing, error,
                failures, session.history(), patience);
        record(new LabEvent.HandoffRequested(handoff.id(), Text.of(handoff.request()), texts(plan), texts(done),
                failing, Text.of(error), handoff.conversation().size(), failures, patience.toMillis()));
        var start = session.clock().now();
        var help = session.people().help(handoff, session.work(),
                by -> record(new LabEvent.HandoffTaken(handoff.id(), by, since(start))));
        record(decided(handoff.id(), help, since(start)));
        if (help instanceof Help.HandedBack back && back.freshCredential()) {
            freshCredential.run();
        }
        return help;
    }

    private static LabEvent decided(String id, Help help, long waited) {
        return switch (help) {
            case Help.Answered a -> new LabEvent.HumanAnswered(id, Text.of(a.text()), a.by(), a.stays(), waited);
            case Help.HandedBack b ->
                new LabEvent.HandedBack(id, Text.of(b.note()), b.freshCredential(), b.by(), waited);
            case Help.Nobody _ -> new LabEvent.HandoffUnanswered(id, waited);
        };
    }

    private static String words(LabEvent.ToolUsed used) {
        return used.tool() + (used.effect() == Effect.READ ? " looked up" : " acted")
                + (used.ok() ? "" : ", without success");
    }

    private static List<Text> texts(List<String> lines) { return lines.stream().map(Text::of).toList(); }

    private String name() { return turn + "-" + ++asked; }

    private void record(LabEvent event) {
        record.accept(event);
        session.commit(turn);
    }

    private long since(Instant start) { return Duration.between(start, session.clock().now()).toMillis(); }
}
