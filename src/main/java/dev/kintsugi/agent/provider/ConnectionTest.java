package dev.kintsugi.agent.provider;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds out whether settings work: asks for the list of models and for one tiny answer, each under a short deadline,
/// and says in plain words what is wrong. Costs a few tokens. Safe for many threads.
public final class ConnectionTest {
    /// For the list, and again for the answer.
    public static final Duration LIMIT = Duration.ofSeconds(15);

    private static final int FEW_TOKENS = 16;

    private final ProviderSettings settings;
    private final LabClock clock;
    private final Duration limit;

    public ConnectionTest(ProviderSettings settings, LabClock clock) { this(settings, clock, LIMIT); }

    /// @param limit for the list, and again for the answer
    public ConnectionTest(ProviderSettings settings, LabClock clock, Duration limit) {
        this.settings = settings;
        this.clock = clock;
        this.limit = limit;
    }

    /// The finding; never throws for what the provider does.
    ///
    /// @throws Cancelled when the calling thread is interrupted
    public ConnectionReport run() {
        var models = List.<String>of();
        if (!settings.keyMissing()) {
            try {
                models = models();
            } catch (ListFailed failed) {
                if (hopeless(failed.wire)) {
                    return fails(failed.wire, models);
                }
            }
        }
        try {
            var reply = new OpenAiModel(settings, clock).call(tinyRequest(), TokenSink.NONE);
            return new ConnectionReport.Works(reply.model(), reply.latencyMs(), models);
        } catch (AgentError error) {
            return fails(error.wire(), models);
        }
    }

    private ConnectionReport fails(WireError wire, List<String> models) {
        return new ConnectionReport.Fails(new ConnectionAdvice(settings, models).on(wire));
    }

    /// Some providers have no list and answer all the same; one that cannot be reached or refuses the key will not.
    private static boolean hopeless(WireError wire) {
        return switch (wire.fault()) {
            case CONNECT, CONNECT_TIMEOUT, MISSING_KEY -> true;
            case HTTP -> wire.status() == 401;
            case READ_TIMEOUT, RESET, MALFORMED, EMPTY, TRUNCATED, STALLED, STREAM_ERROR, STATE_TOO_LARGE -> false;
        };
    }

    private ModelRequest tinyRequest() {
        var key = new CallKey(new TurnId(new SessionId("connection-test"), 1), 0, 1, 1);
        return new ModelRequest(settings.model(), List.of(Message.user("Answer with the word OK.")), List.of(),
                FEW_TOKENS, key, Deadline.in(limit, clock));
    }

    private List<String> models() throws ListFailed {
        var asking = new FutureTask<>(() -> new ChatClient(settings).models());
        var thread = Thread.ofVirtual().name("provider-models").start(asking);
        var failures = new WireFailures(settings, clock);
        try {
            return asking.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new ListFailed(failures.of(Objects.requireNonNullElse(e.getCause(), e), false));
        } catch (TimeoutException _) {
            throw new ListFailed(failures.readTimeout());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        } finally {
            thread.interrupt();
        }
    }

    private static final class ListFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient WireError wire;

        ListFailed(WireError wire) {
            super(wire.message(), null, false, false);
            this.wire = wire;
        }
    }
}
