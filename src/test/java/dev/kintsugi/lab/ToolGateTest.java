package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolGateTest {
    /// The model reads it, so its tokens are counted and stand in the log.
    @Test
    void aRefusalReadsTheSameInEveryProcess() {
        assertThat(ToolGate.refusal("not_approved", "A person said no.").content())
                .isEqualTo("{\"error\":{\"code\":\"not_approved\",\"message\":\"A person said no.\"}}");
    }
}
