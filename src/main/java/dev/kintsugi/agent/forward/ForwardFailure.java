package dev.kintsugi.agent.forward;

import dev.kintsugi.domain.error.WireFault;

/// A call that got no whole reply. Carries no stack trace.
public final class ForwardFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final WireFault fault;
    private final boolean beforeAnyByte;

    ForwardFailure(WireFault fault, String words, boolean beforeAnyByte) {
        super(words, null, false, false);
        this.fault = fault;
        this.beforeAnyByte = beforeAnyByte;
    }

    public WireFault fault() { return fault; }

    /// Whether nothing of a reply had come.
    boolean beforeAnyByte() { return beforeAnyByte; }
}
