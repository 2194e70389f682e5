package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;

/// A call inside an attempt that was not made because a pattern held it back: the attempt ends here. It passes through the
/// agent, which knows no patterns.
final class HeldBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String by;
    private final transient AgentError error;

    HeldBack(String by, AgentError error) {
        super(by, null, false, false);
        this.by = by;
        this.error = error;
    }

    String by() { return by; }

    AgentError error() { return error; }
}
