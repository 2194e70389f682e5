package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.error.Severity;
import dev.kintsugi.report.stats.Shares;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Something that somebody should look at. Immutable.
///
/// @param summary     in a few words
/// @param explanation the figures it rests on
/// @param solution    what to do
public record Alert(Severity severity, String summary, String explanation, String solution) {
    /// As programs read it.
    public Map<String, Object> fields() {
        var out = new LinkedHashMap<String, Object>();
        out.put("severity", severity.name().toLowerCase(Locale.ROOT));
        out.put("summary", summary);
        out.put("explanation", Shares.typed(explanation));
        out.put("solution", solution);
        return out;
    }
}
