package dev.kintsugi.agent.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {
    private final Tokens tokens = Tokens.ofEncoding("cl100k_base");

    /// The tokens of tiktoken's own example.
    @Test
    void tokensAreReadAsTheTextThatTheyAre() {
        assertThat(tokens.text(new int[]{83, 1609, 5963, 374, 2294, 0})).contains("tiktoken is great!");
    }

    @Test
    void whatIsNoTokenIsNoText() {
        assertThat(tokens.text(new int[]{83, 1_000_000})).isEmpty();
        assertThat(tokens.text(new int[]{-1})).isEmpty();
        assertThat(tokens.text(new int[0])).contains("");
    }
}
