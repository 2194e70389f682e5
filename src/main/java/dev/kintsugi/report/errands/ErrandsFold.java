package dev.kintsugi.report.errands;

import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.report.errands.ErrandsFindings.Call;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads a run of prompts from its log, entry by entry. Not safe for use by several threads.
public final class ErrandsFold {
    private static final String SETTING = "errands.";

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Sending> sendings = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private long first = -1;
    private int prompt;
    private long begun;
    private String asked = "";
    private String said = "";

    /// The findings of a whole log.
    public static ErrandsFindings of(List<Entry> log) {
        var fold = new ErrandsFold();
        log.forEach(fold::add);
        return fold.findings();
    }

    /// Takes the next entry.
    public void add(Entry entry) {
        first = first < 0 ? entry.lab() : first;
        switch (entry.event()) {
            case LabEvent.SettingChanged e when e.name().startsWith(SETTING) -> settings
                    .put(e.name().substring(SETTING.length()), e.value().value());
            case LabEvent.ScenarioStep e -> prompt = e.number();
            case LabEvent.MessageReceived e -> {
                begun = entry.lab();
                asked = e.message().value();
                said = "";
            }
            case LabEvent.ServiceCalled e -> calls.add(new Call(prompt, e.tool(), e.service(), e.round(),
                    entry.lab() - first, e.latencyMs(), e.toxic(), e.stream(), e.simulated(),
                    e.fault() == null ? "" : kind(e)));
            case LabEvent.Delivered e -> said = e.text().value();
            case LabEvent.TurnConcluded e -> over(entry, answered(e.delivered()));
            case LabEvent.TurnInterrupted e -> {
                said = e.why();
                over(entry, false);
            }
            default -> {
            }
        }
    }

    private void over(Entry entry, boolean answered) {
        sendings.add(new Sending(prompt, asked, begun - first, entry.lab() - begun, answered, said));
    }

    private static boolean answered(DeliveredStatus status) {
        return switch (status) {
            case REPLY, STALE, HUMAN -> true;
            case MESSAGE, ERROR -> false;
        };
    }

    /// An error in a few words, e.g. `read timeout` or `status 503 (simulated)`.
    private static String kind(LabEvent.ServiceCalled e) {
        var word = e.fault() == WireFault.HTTP
                ? "status " + e.status()
                : String.valueOf(e.fault()).toLowerCase(Locale.ROOT).replace('_', ' ');
        return e.simulated() ? word + " (simulated)" : word;
    }

    public ErrandsFindings findings() { return new ErrandsFindings(settings, sendings, calls); }
}
