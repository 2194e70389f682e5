package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Judgement;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.Ask;
import dev.kintsugi.recovery.Escalation;
import dev.kintsugi.recovery.Judge;
import dev.kintsugi.recovery.Recovery;
import dev.kintsugi.recovery.RecoveryTurn;
import dev.kintsugi.recovery.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A call that the lab recovers for its caller: everything is held back until it is settled. Runs on one thread; its
/// attempts may race each other on two.
final class Mending implements Watcher {
    private final RelayTurn call;
    private final Recovery recovery;
    private final OpenTurn turn;
    private final int before;
    private final Map<Integer, Answer.Replied> replies = new ConcurrentHashMap<>();

    Mending(RelayTurn call, Recovery recovery, OpenTurn turn) {
        this.call = call;
        this.recovery = recovery;
        this.turn = turn;
        this.before = call.attempt() - 1;
    }

    Mended run() {
        var ask = call.call().ask();
        var models = Stream.concat(Stream.of(ask.model()), call.relay().source().models().stream()).distinct().toList();
        var history = history(ask);
        var delivery = recovery.deliver(new RecoveryTurn(call.place(), turn.drawKey,
                history.isEmpty() ? List.of(Message.user("")) : history, knowledge(call), models, List.of()),
                (asked, _) -> attempt(asked), this, TokenSink.NONE, Escalation.NOBODY, judge(ask),
                new CallersClock(call.clock(), () -> call.call().left()));
        var answer = switch (delivery.status()) {
            case REPLY -> Objects.requireNonNull(replies.get(delivery.attempt()));
            case STALE, MESSAGE, HUMAN -> new Answer.Replied(ChatReply.own(delivery.text(), delivery.model()), true);
            case ERROR -> new Answer.Failed(Objects.requireNonNull(delivery.error()),
                    turn.faulted.contains(call.attempt()));
        };
        return new Mended(answer, delivery.status(), delivery.by(), before + delivery.attempt());
    }

    /// Asks whoever answers here, with the caller's own credential and by the API that it speaks. The scripted agent judges
    /// nobody.
    private @Nullable Judge judge(ChatAsk asked) {
        var source = call.relay().source();
        return source.scripted() ? null : (model, messages, number, by) -> {
            var question = GatewayAgent.ask(asked.api(), model, messages, 0, asked.headers());
            return new SourceModel(source, question, Early.NOBODY, call.clock(), call.call().left())
                    .call(new ModelRequest(model, messages, List.of(), 0,
                            new CallKey(call.place(), turn.drawKey, before + number, 0), by), TokenSink.NONE);
        };
    }

    /// What the answer can be checked against: what the source knows, and what stands in the caller's own instructions
    /// and the answers of its tools.
    static List<Passage> knowledge(RelayTurn call) {
        var all = new ArrayList<>(call.relay().source().knowledge());
        for (var message : call.call().messages()) {
            if ((message.role() == Role.SYSTEM || message.role() == Role.TOOL) && !message.content().isBlank()) {
                all.add(new Passage("message-" + all.size(), message.role().name(), message.content()));
            }
        }
        return all;
    }

    private static List<Message> history(ChatAsk ask) {
        return ask.messages().stream().filter(m -> m.role() == Role.USER || m.role() == Role.ASSISTANT).toList();
    }

    private AgentReply attempt(Ask ask) {
        call.attempted(before + ask.attempt());
        var answer = call.once(sent(ask), before + ask.attempt(), ask.deadline(), Early.NOBODY);
        return switch (answer) {
            case Answer.Failed failed -> throw failed.error();
            case Answer.Replied replied -> {
                replies.put(ask.attempt(), replied);
                var reply = replied.reply();
                yield new AgentReply(reply.words(), reply.model(), reply.usage(), FinishReason.STOP,
                        reply.uses(),
                        0, call.relay().source().scripted());
            }
        };
    }

    /// The caller's own request where recovery changes nothing about it.
    private ChatAsk sent(Ask ask) {
        var original = call.call().ask();
        if (ask.model().equals(original.model()) && ask.notes().isEmpty()
                && ask.history().equals(history(original))) {
            return original;
        }
        var messages = new ArrayList<>(original.messages().stream().filter(m -> m.role() == Role.SYSTEM).toList());
        messages.addAll(ask.history());
        ask.notes().forEach(note -> messages.add(Message.system(note)));
        return original.with(ask.model(), messages);
    }

    @Override
    public void step(Step step) { call.note(new LabEvent.Recovering(step)); }

    @Override
    public void judged(Judgement judgement) { call.note(new LabEvent.Judged(judgement)); }

    @Override
    public void detected(Detection detection) { call.note(new LabEvent.Detected(detection)); }
}
