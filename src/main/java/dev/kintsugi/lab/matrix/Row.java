package dev.kintsugi.lab.matrix;

import dev.kintsugi.domain.truth.FailureMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A failure and what each policy made of it. Immutable.
///
/// @param cure  what ends the failure: `default`, or `persistent`
/// @param cells by policy, in the order of the columns
public record Row(FailureMode mode, String cure, Map<String, Cell> cells) {
    public Row {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /// Throws when the policy is no column.
    public Cell cell(String policy) { return Objects.requireNonNull(cells.get(policy), policy); }

    /// E.g. `api_timeout`, or `api_timeout, persistent`.
    public String name() { return cure.equals("default") ? mode.wire() : mode.wire() + ", " + cure; }
}
