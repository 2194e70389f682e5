package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Roll;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Said;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.story.TurnStory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/chat`, its reset, and `POST /api/v1/test-failure/{failure_mode}`. Safe for many threads.
final class Chat {
    private static final int LONGEST_MESSAGE = 100_000;
    private static final int LONGEST_CONTEXT = 65_536;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_TOKENS = 1_000_000;
    private static final Set<String> FIELDS = Set.of("session_id", "message", "context", "failure_mode", "max_tokens",
            "model", "recovery_policy");
    private static final String TEST_MESSAGE = "Tell me about your latest features";

    private final Lab lab;
    private final Turns turns;
    private final int perMinute;

    Chat(Lab lab, Turns turns, int perMinute) {
        this.lab = lab;
        this.turns = turns;
        this.perMinute = perMinute;
    }

    void chat(Exchange exchange) {
        var body = Wanted.of(exchange, FIELDS);
        var message = body.said("message", LONGEST_MESSAGE);
        var forced = body.text("failure_mode", LONGEST_NAME).map(this::failure).orElse(null);
        var wish = new Said.Wish(body.text("model", LONGEST_NAME).map(Chat::model).orElse(""),
                body.number("max_tokens", 1, MOST_TOKENS).orElse(0),
                body.object("context", LONGEST_CONTEXT).orElse(""),
                policy(body.text("recovery_policy", LONGEST_NAME).orElse(lab.settings().policy())));
        var id = body.text("session_id", LONGEST_NAME).map(Ids::session);
        id.ifPresent(this::limited);
        Answers.json(exchange, 200, turns.say(() -> turns.used(session(id, wish.policy())),
                Said.of(message, forced, wish), this::response));
    }

    /// The one that the caller names, else a new one.
    private Session session(Optional<SessionId> id, String policy) {
        if (id.isPresent()) {
            return lab.converse(id.get());
        }
        var begun = lab.beginForCaller(SessionSpec.of(lab.settings()).withPolicy(policy));
        limited(begun.id());
        return begun;
    }

    private void limited(SessionId id) {
        if (perMinute > 0 && lab.message(id) > perMinute) {
            throw new Refused(429, "rate_limited", "session_id",
                    "More than " + perMinute + " messages in a minute in this session", "Wait a minute");
        }
    }

    private static String model(String name) {
        if (!name.matches("[\\x21-\\x7e]+")) {
            throw Refused.field("model", "'model' is the name of a model, without spaces");
        }
        return name;
    }

    /// A policy file is a path of this machine: whoever calls from outside names one of the built-in policies.
    private String policy(String name) {
        try {
            return name.equals(lab.settings().policy()) ? name : Policies.own(name).name();
        } catch (Problem e) {
            throw Refused.field("recovery_policy", e.what() + ": " + e.why() + ". " + e.todo());
        }
    }

    private @Nullable Failure failure(String name) {
        if (name.equals("normal")) {
            return null;
        }
        try {
            return lab.settings().faults().failure(name);
        } catch (Problem e) {
            throw new Refused(400, "unknown_mode", "failure_mode", e.what(), e.todo());
        }
    }

    /// A session that nobody began has nothing to forget: whoever resets before each test need not know whether it did.
    void reset(Exchange exchange) {
        var id = Ids.session(exchange.parameter("session_id"));
        if (lab.knows(id)) {
            wait(turns.used(lab.converse(id)).reset());
        }
        Answers.json(exchange, 200, Answers.object().put("message", "Session " + id + " reset successfully"));
    }

    /// In a session of its own that recovers nothing.
    void test(Exchange exchange) {
        var failure = failure(exchange.parameter("failure_mode"));
        if (failure == null) {
            throw new Refused(400, "unknown_mode", "failure_mode", "'normal' is no failure",
                    "Use one of the modes that GET /api/v1/faults lists");
        }
        var message = exchange.query("test_message").orElse(TEST_MESSAGE);
        if (message.isBlank() || message.length() > LONGEST_MESSAGE) {
            throw Refused.field("test_message", "'test_message' has 1 to " + LONGEST_MESSAGE + " characters");
        }
        var id = new SessionId("test-" + Ids.random());
        var spec = SessionSpec.of(lab.settings()).withPolicy("none").named(id);
        try {
            var said = Said.of(message, failure, new Said.Wish("", 0, "", "none"));
            var response = turns.say(() -> lab.beginForCaller(spec), said, this::response);
            var answer = Answers.object().put("test_session_id", id.value()).put("failure_mode", failure.wire())
                    .put("test_message", message);
            answer.set("response", response);
            Answers.json(exchange, 200, answer);
        } finally {
            lab.close(id);
        }
    }

    private static void wait(CompletableFuture<?> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private ObjectNode response(SessionId id, TurnStory turn) {
        if (turn.state() == TurnStory.State.INTERRUPTED) {
            throw new Refused(409, "interrupted", "", "The turn was stopped before it was answered", "Say it again");
        }
        var failed = turn.failed();
        var all = Answers.object().put("session_id", id.value()).put("response", turn.delivered().value())
                .put("status", wire(turn.status())).put("natural_status", wire(turn.naturalStatus()))
                .put("failure_mode", failed ? turn.injections().getFirst().mode().wire() : null)
                .put("failure_injection_applied", failed)
                .put("natural_response", failed ? turn.natural().value() : null)
                .put("processing_time_ms", turn.processingMs()).put("token_count", turn.tokens())
                .put("model_used", turn.model());
        all.set("metadata", metadata(id, turn));
        return all;
    }

    private ObjectNode metadata(SessionId id, TurnStory turn) {
        var all = Answers.object().put("conversation_length", turns.length(id)).put("context_preserved",
                turn.entries().stream().map(Entry::event).noneMatch(Chat::trimmed));
        if (turn.failed()) {
            all.put("injected_failure", true).put("failure_probability", probability(turn));
        }
        var delivered = turn.deliveredStatus();
        var outcome = turn.outcome();
        return all.put("turn", turn.number()).put("delivered_status", delivered == null ? null : delivered.wire())
                .put("delivered_by", turn.deliveredBy()).put("outcome", outcome == null ? null : outcome.wire())
                .put("attempts", turn.attempts().stream().mapToInt(a -> a.attempt()).max().orElse(0))
                .put("simulated", turn.simulated());
    }

    /// Recovery asked with less of the conversation than there was.
    private static boolean trimmed(LabEvent event) {
        return event instanceof LabEvent.Recovering(var step) && step.action() == Step.Action.RESTORED;
    }

    /// What the mode's slider says; for a turn that rolled, the chance that it rolled against.
    private double probability(TurnStory turn) {
        var decision = turn.decision();
        var rolled = decision == null
                ? Optional.<Roll>empty()
                : decision.rolls().stream().filter(Roll::hit).reduce((_, last) -> last);
        var ppm = rolled.map(Roll::effective).orElseGet(() -> set(turn.injections().getFirst().mode()));
        return ppm / 1_000_000.0;
    }

    private int set(Failure failure) {
        var faults = lab.settings().faults();
        return switch (failure) {
            case FailureMode mode -> faults.mode(mode).probability().ppm();
            case Custom custom -> faults.custom(custom.name()).map(c -> c.probability().ppm()).orElse(0);
        };
    }

    private static @Nullable String wire(@Nullable TurnStatus status) { return status == null ? null : status.wire(); }

    Map<String, Object> bulkhead() { return turns.describe(); }
}
