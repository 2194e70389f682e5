package dev.kintsugi.workbench.settings;

/// Settings that something outside the window may have decided for good.
public enum Fixed {
    KEY, BASE_URL, MODEL, ENCODING, POLICY, SEED, STORE, STATE, CHAOS, MULTIPLIER
}
