package dev.kintsugi.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.model.ToolCall;
import org.junit.jupiter.api.Test;

/// The key of an act: the same for every attempt, and silent about its arguments.
class IdempotencyKeysTest {
    private static String key(String secret, int amount) {
        var arguments = JsonNodeFactory.instance.objectNode().put("amount", amount);
        return new IdempotencyKeys(new TurnId(new SessionId("s"), 3), secret)
                .next(new ToolCall("c", "pay_out", arguments.toString()), arguments);
    }

    @Test
    void theSameActHasTheSameKeyInEveryAttempt() { assertThat(key("salt", 50)).isEqualTo(key("salt", 50)); }

    @Test
    void otherArgumentsAreAnotherAct() { assertThat(key("salt", 50)).isNotEqualTo(key("salt", 51)); }

    /// Whoever has the key but not the secret cannot find the amount by trying them all.
    @Test
    void withoutTheSecretTheArgumentsCannotBeGuessed() {
        var logged = key("5f1c", 50);
        for (int amount = 0; amount < 1000; amount++) {
            assertThat(key("", amount)).isNotEqualTo(logged);
        }
    }
}
