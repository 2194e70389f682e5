package dev.kintsugi.gateway.openai;

import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Handler;
import dev.kintsugi.lab.relay.Call;
import dev.kintsugi.lab.relay.Relay;
import dev.kintsugi.lab.relay.RelayTurn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes one request for an answer of a model, in the dialect in which it is asked, and has it answered on the connection's
/// loop or on a thread. For one request and one thread.
public final class ChatDoor {
    /// A larger body is not read where others wait for it, in bytes.
    private static final int SMALL = 16 << 10;

    private final Dialect dialect;
    private final Relay relay;
    private final Exchange exchange;
    private final int perMinute;
    private final String request;
    private final Answering answering;

    /// @param perMinute answers that one session may ask for in a minute; 0 for no limit
    public ChatDoor(Dialect dialect, Relay relay, Exchange exchange, int perMinute) {
        this.dialect = dialect;
        this.perMinute = perMinute;
        this.relay = relay;
        this.exchange = exchange;
        this.request = Vendor.request(exchange);
        this.answering = new Answering(dialect, relay, exchange, request);
    }

    /// Answers at once what needs no waiting, and says who goes on with what does.
    public Optional<Handler> begin() {
        if (exchange.body().length > SMALL || perMinute > 0 || !dialect.isAll(exchange)) {
            return Optional.of(_ -> answer(null));
        }
        try {
            var call = read();
            return atOnce(call) || passedOn(call) ? Optional.empty() : Optional.of(_ -> answer(call));
        } catch (RefusedCall e) {
            refuse(e);
            return Optional.empty();
        }
    }

    private void refuse(RefusedCall e) {
        var told = dialect.vendor().refusal(e, request);
        exchange.reply(told.status(), answering.headers(told.headers()), told.body());
    }

    private Call read() {
        var ask = dialect.read(exchange, relay.source().scripted());
        var call = new Call(request, session(), Callers.of(exchange), ask, exchange.header("x-lab-fault"),
                exchange.header("x-lab-recovery"), exchange.deserted());
        check(call);
        return call;
    }

    private void answer(@Nullable Call begun) throws InterruptedException {
        try {
            var call = begun == null ? read() : begun;
            limit(call);
            answering.serve(call.ask(), relay.arrive(call));
        } catch (Problem e) {
            refuse(Answering.unwritable(e));
        } catch (RefusedCall e) {
            refuse(e);
        }
    }

    private boolean atOnce(Call call) {
        try {
            return relay.atOnce(call, turn -> serveAtOnce(call.ask(), turn));
        } catch (Problem e) {
            throw Answering.unwritable(e);
        }
    }

    /// Whether all that is left to do is to answer when the provider has.
    private boolean passedOn(Call call) {
        var turn = relay.passOn(call);
        turn.ifPresent(passed -> {
            exchange.later();
            passed.whenThere(there -> exchange.goOn(_ -> answering.serve(call.ask(), passed), !there));
        });
        return turn.isPresent();
    }

    private void serveAtOnce(ChatAsk ask, RelayTurn turn) {
        try {
            answering.serve(ask, turn);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private Optional<String> session() { return Callers.base(exchange).or(() -> exchange.header("x-lab-session")); }

    private void check(Call call) {
        try {
            relay.check(call);
        } catch (Problem e) {
            throw RefusedCall.bad(null, "lab_request", String.valueOf(e.getMessage()));
        }
    }

    /// The lab's own limit, which no fault makes and no verdict counts.
    private void limit(Call call) {
        if (perMinute > 0 && relay.overrun(call, perMinute)) {
            throw new RefusedCall(429, "requests", null, "rate_limit_exceeded", "Rate limit reached: this lab takes "
                    + perMinute + " requests per minute of one session. Please try again in 60s, or start it with"
                    + " --rate 0 for no limit.");
        }
    }
}
