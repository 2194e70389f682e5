package dev.kintsugi.gateway.openai;

import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.fault.wire.Disturbance.TextCut;
import dev.kintsugi.fault.wire.Sending;
import dev.kintsugi.fault.wire.Step;
import dev.kintsugi.gateway.http.Body;
import dev.kintsugi.gateway.http.ClientGone;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.relay.Answer;
import dev.kintsugi.lab.relay.Call;
import dev.kintsugi.lab.relay.Relay;
import dev.kintsugi.lab.relay.RelayTurn;
import dev.kintsugi.lab.relay.Shown;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers one request for a completion. For one request and one thread.
final class ChatDoor {
    private final Relay relay;
    private final Exchange exchange;
    private final int perMinute;
    private final String request;
    private final long started = System.nanoTime();

    /// @param perMinute completions that one session may ask for in a minute; 0 for no limit
    ChatDoor(Relay relay, Exchange exchange, int perMinute) {
        this.perMinute = perMinute;
        this.relay = relay;
        this.exchange = exchange;
        this.request = "req_" + exchange.id().replace("-", "");
    }

    void answer() throws InterruptedException {
        try {
            var ask = RequestReader.read(exchange, relay.source().scripted());
            var call = new Call(request, session(), Callers.of(exchange), ask, exchange.header("x-lab-fault"),
                    exchange.header("x-lab-recovery"), exchange::hasLeft);
            check(call);
            limit(call);
            serve(ask, arrive(call));
        } catch (Refused e) {
            exchange.reply(e.status(), headers(e.headers()), e.body());
        }
    }

    private Optional<String> session() {
        var named = exchange.parameter("session");
        return named.isEmpty() ? exchange.header("x-lab-session") : Optional.of(named);
    }

    private void check(Call call) {
        try {
            relay.check(call);
        } catch (Problem e) {
            throw Refused.bad(null, "lab_request", String.valueOf(e.getMessage()));
        }
    }

    /// The lab's own limit, which no fault makes and no verdict counts.
    private void limit(Call call) {
        if (perMinute > 0 && relay.overrun(call, perMinute)) {
            throw new Refused(429, "requests", null, "rate_limit_exceeded", "Rate limit reached: this lab takes "
                    + perMinute + " requests per minute of one session. Please try again in 60s, or start it with"
                    + " --rate 0 for no limit.");
        }
    }

    private RelayTurn arrive(Call call) {
        try {
            return relay.arrive(call);
        } catch (Problem e) {
            throw unwritable(e);
        }
    }

    private static Refused unwritable(Problem e) {
        return new Refused(503, "server_error", null, "lab_store", String.valueOf(e.getMessage()));
    }

    private void serve(ChatAsk ask, RelayTurn turn) throws InterruptedException {
        try {
            if (ask.streamed() && turn.flows() && !relay.source().scripted()) {
                new Flow(turn).run();
                return;
            }
            switch (turn.answer(_ -> {})) {
                case Answer.Replied(var reply, var altered) -> send(ask, turn, reply, altered);
                case Answer.Failed(var error, var injected) -> fail(turn,
                        Failures.of(error, injected, headers(Map.of())));
            }
        } catch (ClientGone e) {
            turn.conclude(new Shown(Ending.LEFT, 0, 0, true, "", turn.disturbance().isPresent()));
            throw e;
        } finally {
            turn.abandon();
        }
    }

    private void fail(RelayTurn turn, Failures.Look look) throws InterruptedException {
        settle(turn,
                new Shown(look.ending(), look.status(), look.retryAfterMs(), look.mayRetry(), look.words(), false));
        new Transmitter(exchange, turn.clock(), WaitReason.INJECTED_DELAY).play(look.steps(), List.of(), () -> {});
    }

    private void settle(RelayTurn turn, Shown shown) {
        try {
            turn.conclude(shown);
        } catch (Problem e) {
            throw unwritable(e);
        }
    }

    private void send(ChatAsk ask, RelayTurn turn, ChatReply came, boolean altered) throws InterruptedException {
        var disturbed = turn.disturbance();
        var cut = disturbed.flatMap(o -> o.disturbance().orElseThrow().textCut(o));
        var reply = cut.map(c -> cut(came, c, turn)).orElse(came);
        var sending = sending(ask, turn, reply, altered || cut.isPresent());
        var steps = disturbed.flatMap(o -> o.disturbance().orElseThrow().steps(sending, o));
        if (disturbed.isEmpty() || steps.isEmpty() || cut.isPresent() && reply == came) {
            var shown = new Shown(Ending.REPLY, 200, 0, false, Observed.whole(reply), false);
            if (isPaced(sending)) {
                paced(turn, sending, shown);
            } else {
                play(turn, sending, sending.undisturbed(), WaitReason.MODEL_LATENCY, shown);
            }
            return;
        }
        var fault = disturbed.get().disturbance().orElseThrow();
        var seen = Observed.of(steps.get(), sending.streamed(), Observed.whole(reply), fault.ending());
        play(turn, sending, steps.get(), WaitReason.INJECTED_DELAY,
                new Shown(fault.ending(), status(steps.get()), 0, fault.ending().failed(), seen, true));
    }

    private static int status(List<Step> steps) {
        return steps.getFirst() instanceof Step.Head head ? head.status() : 0;
    }

    private static ChatReply cut(ChatReply came, TextCut cut, RelayTurn turn) {
        var text = cut.of(came.text());
        return came.text().isEmpty() ? came : came.withText(text, cut.finish(), turn.usage(text));
    }

    private void play(RelayTurn turn, Sending sending, List<Step> steps, WaitReason why, Shown shown)
            throws InterruptedException {
        new Transmitter(exchange, turn.clock(), why).play(steps, sending.closing(), () -> settle(turn, shown));
    }

    private Sending sending(ChatAsk ask, RelayTurn turn, ChatReply reply, boolean altered) {
        var shape = new Shape("chatcmpl-" + exchange.id().replace("-", ""), turn.clock().wall().getEpochSecond());
        if (!ask.streamed()) {
            return new Sending(false, 200, headers(typed(reply.headers(), "application/json")),
                    List.of(shape.whole(reply, altered)), 0);
        }
        var events = shape.streamed(reply, altered, ask);
        return new Sending(true, 200, headers(typed(reply.headers(), "text/event-stream; charset=utf-8")),
                events.all(), events.ends());
    }

    private static Map<String, String> typed(Map<String, String> given, String type) {
        if (given.containsKey("content-type")) {
            return given;
        }
        var all = new LinkedHashMap<>(given);
        all.put("content-type", type);
        if (type.startsWith("text/event-stream")) {
            all.put("cache-control", "no-cache");
        }
        return all;
    }

    private Map<String, String> headers(Map<String, String> given) {
        return RateHeaders.with(request, (System.nanoTime() - started) / 1_000_000, given);
    }

    /// Whether a pace is set for streams of the scripted agent.
    private boolean isPaced(Sending sending) {
        var set = relay.settings();
        return sending.streamed() && relay.source().scripted() && !(set.pace().isZero() && set.firstToken().isZero());
    }

    /// Everything but the end at its pace; the end, a pace later, when all is written down.
    private void paced(RelayTurn turn, Sending sending, Shown shown) throws InterruptedException {
        var set = relay.paces();
        var body = exchange.stream(sending.status(), sending.headers());
        var events = sending.pieces();
        body.paced(events.subList(0, events.size() - sending.closing().size()), set.firstToken(), set.pace());
        settle(turn, shown);
        var last = new ByteArrayOutputStream();
        sending.closing().forEach(last::writeBytes);
        body.paced(List.of(last.toByteArray()), set.pace(), set.pace());
        body.close();
    }

    /// A provider's stream that passes through while it arrives. Its last event is held back until all is written down.
    private final class Flow {
        private final RelayTurn turn;
        private @Nullable Body body;
        private byte @Nullable [] held;

        Flow(RelayTurn turn) { this.turn = turn; }

        void run() throws InterruptedException {
            switch (turn.answer(this::event)) {
                case Answer.Replied(var reply, _) -> {
                    settle(turn, new Shown(Ending.REPLY, 200, 0, false, Observed.whole(reply), false));
                    finish();
                }
                case Answer.Failed(var error, var injected) -> {
                    var look = Failures.of(error, injected, headers(Map.of()));
                    if (body == null) {
                        fail(turn, look);
                        return;
                    }
                    settle(turn, new Shown(Ending.CUT, 200, 0, true, look.words(), false));
                    breakOff(error.wire().fault());
                }
            }
        }

        private void event(byte[] event) {
            var before = held;
            held = event;
            if (body == null) {
                body = exchange.stream(200,
                        headers(typed(Map.of(), "text/event-stream; charset=utf-8")));
            }
            if (before != null) {
                body.write(before);
                body.flush();
            }
        }

        private void finish() {
            var open = body;
            if (open == null) {
                open = exchange.stream(200, headers(typed(Map.of(), "text/event-stream; charset=utf-8")));
            }
            if (held != null) {
                open.write(held);
            }
            open.close();
        }

        /// As the provider did: after an error object in order, else inside the body.
        private void breakOff(WireFault how) {
            var open = Objects.requireNonNull(body);
            if (held != null) {
                open.write(held);
            }
            switch (how) {
                case STREAM_ERROR, MALFORMED -> open.close();
                case RESET -> open.raw().reset();
                default -> open.raw().close();
            }
        }
    }
}
