package dev.kintsugi.fault;

import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;

/// What people call a failure mode elsewhere, and what there is to know about it. Immutable.
///
/// Sources: MAST, the taxonomy of 14 failure modes of multi-agent systems, and the 15 language model failures of
/// Microsoft's Dev Proxy.
///
/// @param mast        relatives in MAST, e.g. `FM-1.3 Step repetition`; empty for trouble of the wire, which it lacks
/// @param devProxy    relatives in Dev Proxy, e.g. `Hallucination`
/// @param explanation what it is, what a user sees and what cures it, in one paragraph of plain English
public record Neighbours(FailureMode mode, List<String> mast, List<String> devProxy, String explanation) {
    public Neighbours {
        mast = List.copyOf(mast);
        devProxy = List.copyOf(devProxy);
    }

    public static Neighbours of(FailureMode mode) {
        var catalogue = Catalogue.of(mode);
        return new Neighbours(mode, catalogue.mast(), catalogue.devProxy(), catalogue.explanation());
    }
}
