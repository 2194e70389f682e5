package dev.kintsugi.workbench.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.model.Api;
import org.junit.jupiter.api.Test;

/// Lines that a shell takes as they were meant, whatever was asked.
class CurlTest {
    @Test
    void whatAPersonAskedEndsNeitherTheStringNorTheArgument() {
        var curl = new Curl("gpt-4o", "Where's \"it\"?\nC:\\claims $HOME `id`", true, "stall");

        assertThat(curl.lines(Api.CHAT_COMPLETIONS, "http://127.0.0.1:8000/v1", "any")).isEqualTo("""
                curl -H 'Authorization: Bearer any' \\
                  -H 'Content-Type: application/json' \\
                  -H 'X-Lab-Fault: stall' \\
                  -d '{"model": "gpt-4o", "stream": true, "messages": [
                    {"role": "user", "content":
                     "Where'\\''s \\"it\\"?\\nC:\\\\claims $HOME `id`"}]}' \\
                  http://127.0.0.1:8000/v1/chat/completions
                """);
    }

    @Test
    void aKeyInAVariableIsSeenByTheShell() { assertThat(
            Curl.EXAMPLE.lines(Api.MESSAGES, "http://lab:8000", "$KINTSUGI_TOKEN")).isEqualTo("""
                    curl -H "x-api-key: $KINTSUGI_TOKEN" \\
                      -H 'anthropic-version: 2023-06-01' \\
                      -H 'Content-Type: application/json' \\
                      -d '{"model": "any", "max_tokens": 1024, "messages": [
                        {"role": "user", "content":
                         "Where is my claim INS-2024-9876?"}]}' \\
                      http://lab:8000/v1/messages
                    """); }

    @Test
    void responsesAreAskedByTheirInput() { assertThat(
            Curl.EXAMPLE.failing("auth_error").lines(Api.RESPONSES, "http://lab:8000/v1", "any")).isEqualTo("""
                    curl -H 'Authorization: Bearer any' \\
                      -H 'Content-Type: application/json' \\
                      -H 'X-Lab-Fault: auth_error' \\
                      -d '{"model": "any", "input":
                         "Where is my claim INS-2024-9876?"}' \\
                      http://lab:8000/v1/responses
                    """); }
}
