package dev.kintsugi.agent.errands;

/// What the tools show where an API wants a key. The lab's services take any; it is no secret. Stateless.
final class Keys {
    static final String KEY = "kintsugi";

    private Keys() {}
}
