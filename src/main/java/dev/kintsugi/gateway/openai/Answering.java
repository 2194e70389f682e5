package dev.kintsugi.gateway.openai;

import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.fault.wire.Disturbance.Rewording;
import dev.kintsugi.fault.wire.Sending;
import dev.kintsugi.fault.wire.Step;
import dev.kintsugi.gateway.http.ClientGone;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.relay.Answer;
import dev.kintsugi.lab.relay.Relay;
import dev.kintsugi.lab.relay.RelayTurn;
import dev.kintsugi.lab.relay.Shown;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Sends the caller the answer of one turn: whole, as a stream, at a pace, as a fault has it, or while it arrives. For one
/// request and one thread.
final class Answering {
    private static final String JSON_TYPE = "application/json";
    private static final String EVENTS_TYPE = "text/event-stream; charset=utf-8";

    private final Dialect dialect;
    private final Relay relay;
    private final Exchange exchange;
    private final String request;
    private final long started = System.nanoTime();
    private @Nullable ReplyShape shape;

    /// @param request the id under which it is answered
    Answering(Dialect dialect, Relay relay, Exchange exchange, String request) {
        this.dialect = dialect;
        this.relay = relay;
        this.exchange = exchange;
        this.request = request;
    }

    /// Answers, and sees to it that the turn is over then.
    ///
    /// @throws RefusedCall when the log cannot be written
    /// @throws ClientGone when the caller has left
    void serve(ChatAsk ask, RelayTurn turn) throws InterruptedException {
        try {
            if (ask.streamed() && turn.flows() && !relay.source().scripted()) {
                flow(ask, turn);
                return;
            }
            var answer = turn.answer(Early.NOBODY);
            mindLeaving(turn);
            switch (answer) {
                case Answer.Replied(var reply, var altered) -> send(ask, turn, reply, altered);
                case Answer.Failed(var error, var injected) -> fail(turn, failure(error, injected));
            }
        } catch (ClientGone e) {
            turn.desert();
            throw e;
        } catch (Cancelled e) {
            throw exchange.isDeserted() ? new ClientGone() : e;
        } finally {
            turn.abandon();
            if (exchange.isClosing()) {
                turn.cutShort();
            }
        }
    }

    /// Who has left while the answer was waited for is sent none, and may be asking again by now.
    private void mindLeaving(RelayTurn turn) {
        if (turn.isWaitedFor() && exchange.isDeserted()) {
            turn.abandon();
            throw new ClientGone();
        }
    }

    /// The log cannot be written.
    static RefusedCall unwritable(Problem e) {
        return new RefusedCall(503, "server_error", null, "lab_store", String.valueOf(e.getMessage()));
    }

    private Failures.Look failure(AgentError error, boolean injected) {
        return new Failures(dialect, headers(Map.of())).of(error, injected);
    }

    private void fail(RelayTurn turn, Failures.Look look) throws InterruptedException {
        settle(turn,
                new Shown(look.ending(), look.status(), look.retryAfterMs(), look.mayRetry(), look.words(), false));
        new Transmitter(exchange, turn.clock()).play(look.steps(), List.of(), () -> {});
    }

    private void settle(RelayTurn turn, Shown shown) {
        try {
            turn.conclude(shown);
        } catch (Problem e) {
            throw unwritable(e);
        }
        if (shape != null) {
            shape.concluded(shown);
        }
    }

    private void send(ChatAsk ask, RelayTurn turn, ChatReply came, boolean altered) throws InterruptedException {
        var disturbed = turn.disturbance();
        var rewording = disturbed.flatMap(o -> o.disturbance().orElseThrow().rewording(o));
        var reply = rewording.map(r -> reworded(came, r, turn)).orElse(came);
        var sending = sending(ask, turn, reply, altered || reply != came);
        var steps = disturbed.flatMap(o -> o.disturbance().orElseThrow().steps(sending, o));
        if (disturbed.isEmpty() || steps.isEmpty()
                || reply == came && rewording.filter(r -> !r.finish().isEmpty()).isPresent()) {
            var shown = new Shown(Ending.REPLY, 200, 0, false, reply.words(), false);
            if (turn.isPaced()) {
                paced(turn, sending, shown);
            } else {
                settle(turn, shown);
                sendAtOnce(sending);
            }
            return;
        }
        var fault = disturbed.get().disturbance().orElseThrow();
        var seen = new Observed(dialect).of(steps.get(), sending.streamed(), reply.words(), fault.ending());
        var shown = new Shown(fault.ending(), status(steps.get()), 0, fault.ending().failed(), seen, true);
        new Transmitter(exchange, turn.clock()).play(steps.get(), sending.closing(), () -> settle(turn, shown));
    }

    /// Sends what is due all at once.
    private void sendAtOnce(Sending sending) {
        if (sending.streamed()) {
            exchange.stream(sending.status(), sending.headers()).end(sending.pieces());
        } else {
            exchange.reply(sending.status(), sending.headers(), sending.body());
        }
    }

    private static int status(List<Step> steps) {
        return steps.getFirst() instanceof Step.Head head ? head.status() : 0;
    }

    private static ChatReply reworded(ChatReply came, Rewording rewording, RelayTurn turn) {
        var text = came.text().isEmpty() ? "" : rewording.change().apply(came.text());
        return text.equals(came.text())
                ? came
                : came.withText(text, rewording.finish().isEmpty() ? came.finish() : rewording.finish(),
                        turn.usage(text, came.others()));
    }

    private Sending sending(ChatAsk ask, RelayTurn turn, ChatReply reply, boolean altered) {
        var made = shaped(ask, turn);
        if (!ask.streamed() || isWhole(reply) && !altered && turn.disturbance().isEmpty()) {
            return new Sending(false, 200, given(reply, JSON_TYPE), List.of(made.whole(reply, altered)), 0,
                    made.error());
        }
        var events = made.streamed(reply, altered);
        return new Sending(true, 200, given(reply, EVENTS_TYPE), events.all(), events.ends(), made.error());
    }

    private ReplyShape shaped(ChatAsk ask, RelayTurn turn) {
        var made = dialect.shape(ask, exchange.id().replace("-", ""), turn.clock().wall().getEpochSecond());
        shape = made;
        return made;
    }

    /// Whether a provider answered with a whole reply, though a stream may have been asked for.
    private static boolean isWhole(ChatReply reply) { return reply.body().length > 0; }

    /// A provider's own headers, or those that it would send.
    private Map<String, String> given(ChatReply reply, String type) {
        return relay.source().scripted() ? headers(typed(reply.headers(), type)) : own(typed(reply.headers(), type));
    }

    private Map<String, String> own(Map<String, String> provider) {
        var all = new LinkedHashMap<>(provider);
        all.putIfAbsent(dialect.vendor().requestHeader(), request);
        return all;
    }

    private static Map<String, String> typed(Map<String, String> given, String type) {
        if (given.getOrDefault("content-type", "").startsWith(type.substring(0, type.indexOf('/')))) {
            return given;
        }
        var all = new LinkedHashMap<>(given);
        all.put("content-type", type);
        if (type.startsWith("text/event-stream")) {
            all.put("cache-control", "no-cache");
        }
        return all;
    }

    /// With those that its vendor sends with every answer.
    Map<String, String> headers(Map<String, String> given) {
        return dialect.vendor().headers(request, (System.nanoTime() - started) / 1_000_000, given);
    }

    /// Everything but the end at its pace; the end, a pace later, when all is written down. On a thread it returns when all
    /// has left; on the connection's loop, where nothing is to be written, at once.
    private void paced(RelayTurn turn, Sending sending, Shown shown) throws InterruptedException {
        var set = turn.paces();
        var body = exchange.stream(sending.status(), sending.headers());
        var words = sending.pieces().subList(0, sending.pieces().size() - sending.closing().size());
        var spoken = body.paced(words, set.firstToken(), set.pace());
        var waits = !exchange.isOnLoop();
        if (waits) {
            await(spoken);
            settle(turn, shown);
        }
        var end = new ByteArrayOutputStream();
        sending.closing().forEach(end::writeBytes);
        var settled = waits ? spoken : spoken.thenRun(() -> settle(turn, shown));
        var over = settled.thenCompose(_ -> body.paced(List.of(end.toByteArray()), set.pace(), set.pace()))
                .thenRun(() -> body.end(List.of()));
        if (waits) {
            await(over);
        }
    }

    private static void await(Future<?> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new ClientGone();
        }
    }

    /// A provider's stream passes through while it arrives.
    private void flow(ChatAsk ask, RelayTurn turn) throws InterruptedException {
        var flow = new Flow(exchange, headers -> own(typed(headers, EVENTS_TYPE)));
        var answer = turn.answer(flow);
        if (!flow.hasBegun()) {
            mindLeaving(turn);
        }
        switch (answer) {
            case Answer.Replied(var reply, _) when !flow.hasBegun() -> send(ask, turn, reply, false);
            case Answer.Replied(var reply, _) -> {
                shaped(ask, turn).passed(flow.passed());
                settle(turn, new Shown(Ending.REPLY, 200, 0, false, reply.words(), false));
                flow.finish();
            }
            case Answer.Failed(var error, var injected) when !flow.hasBegun() ->
                fail(turn, failure(error, injected));
            case Answer.Failed(var error, _) -> {
                var how = error.wire().fault();
                shaped(ask, turn).passed(flow.passed());
                settle(turn,
                        new Shown(Flow.ending(how), 200, 0, true, new Observed(dialect).said(flow.passed()), false));
                flow.breakOff(how);
            }
        }
    }
}
