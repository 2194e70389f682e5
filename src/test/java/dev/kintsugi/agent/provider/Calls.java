package dev.kintsugi.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Short ways to ask a misbehaving server.
final class Calls {
    static final String KEY = "sk-very-secret-0123456789";
    static final ConversationClock CLOCK = new ConversationClock();

    /// The first call of a process loads the client library, which must not count against the short limits of tests.
    /// (No lambda here: its thread would wait for this class.)
    static {
        try (var server = new MisbehavingServer(Wire::answers)) {
            new OpenAiModel(ProviderSettings.at(server.url(), Secret.NONE, "m-1"), CLOCK).call(request(),
                    TokenSink.NONE);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Calls() {}

    static ModelRequest request(Message... messages) {
        var prompt = messages.length == 0 ? List.of(Message.user("Hello?")) : List.of(messages);
        return new ModelRequest("m-1", prompt, List.of(), 0, key(), Deadline.NONE);
    }

    static CallKey key() { return new CallKey(new TurnId(new SessionId("s"), 3), 0, 2, 1); }

    /// Limits that a test can wait for, wide enough for a busy machine where they are not what is tested.
    static ProviderSettings settings(MisbehavingServer server) {
        return ProviderSettings.at(server.url(), Secret.of(KEY), "m-1").withTimeouts(Duration.ofSeconds(5),
                Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    static OpenAiModel model(MisbehavingServer server) { return new OpenAiModel(settings(server), CLOCK); }

    static ModelReply ask(MisbehavingServer.Script script) throws Exception {
        try (var server = new MisbehavingServer(script)) {
            return model(server).call(request(), TokenSink.NONE);
        }
    }

    /// How the call fails; asserts that there was one request only.
    static AgentError failure(MisbehavingServer.Script script) throws Exception {
        try (var server = new MisbehavingServer(script)) {
            var error = failure(model(server));
            assertThat(server.seen()).hasSize(1);
            return error;
        }
    }

    static AgentError failure(OpenAiModel model) {
        return catchThrowableOfType(AgentError.class, () -> model.call(request(), TokenSink.NONE));
    }

    static void expect(AgentError error, WireFault fault, ErrorCategory category, boolean canHeal) {
        assertThat(error).isNotNull();
        assertThat(error.wire().fault()).as(error.getMessage()).isEqualTo(fault);
        assertThat(error.category()).isEqualTo(category);
        assertThat(error.wire().canHeal()).isEqualTo(canHeal);
        assertThat(error.wire().message()).isNotBlank().doesNotContain(KEY);
        assertThat(error.getCause()).isNull();
    }
}
