package dev.kintsugi.report.errands;

import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.report.errands.ErrandsFindings.Act;
import dev.kintsugi.report.errands.ErrandsFindings.Call;
import dev.kintsugi.report.errands.ErrandsFindings.Ending;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.story.EffectLedger;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final EffectLedger ledger = new EffectLedger();
    private final Map<Integer, Integer> promptOf = new HashMap<>();
    private long first = -1;
    private int prompt;
    private int sending = 1;
    private boolean injected;
    private boolean broken;
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
        ledger.add(entry);
        switch (entry.event()) {
            case LabEvent.SettingChanged e when e.name().startsWith(SETTING) -> settings
                    .put(e.name().substring(SETTING.length()), e.value().value());
            case LabEvent.ScenarioStep e -> {
                first = first < 0 ? entry.lab() : first;
                sending = e.number() == prompt ? sending + 1 : 1;
                prompt = e.number();
            }
            case LabEvent.MessageReceived e -> {
                begun = entry.lab();
                promptOf.put(entry.turn(), prompt);
                asked = e.message().value();
                said = "";
                injected = false;
                broken = false;
            }
            case LabEvent.ServiceCalled e -> called(entry, e);
            case LabEvent.Injected _ -> injected = true;
            case LabEvent.Attempted e -> broken |= !e.ok();
            case LabEvent.Delivered e -> said = e.text().value();
            case LabEvent.TurnConcluded e -> over(entry, ending(e.delivered()));
            case LabEvent.TurnInterrupted e -> {
                said = e.why();
                over(entry, e.why().equals(Cancelled.STOPPED) ? Ending.STOPPED : Ending.INFRASTRUCTURE);
            }
            default -> {
            }
        }
    }

    private void called(Entry entry, LabEvent.ServiceCalled e) {
        var call = new Call(prompt, entry.turn(), e.tool(), e.service(), e.round(), entry.lab() - first, e.latencyMs(),
                e.toxic(), e.stream(), e.simulated(), e.fault() == null ? "" : kind(e));
        broken |= call.broken();
        calls.add(call);
    }

    private void over(Entry entry, Ending ending) {
        sendings.add(
                new Sending(prompt, sending, entry.turn(), asked, begun - first, entry.lab() - begun, ending, said));
    }

    /// What stayed without an answer although nothing had been done to it, and met an error, broke by itself.
    private Ending ending(DeliveredStatus status) {
        return status.answers()
                ? Ending.ANSWERED
                : broken && !injected ? Ending.INFRASTRUCTURE : Ending.FAILED;
    }

    /// An error in a few words, e.g. `read timeout` or `status 503 (simulated)`.
    private static String kind(LabEvent.ServiceCalled e) {
        var word = e.fault() == WireFault.HTTP
                ? "status " + e.status()
                : String.valueOf(e.fault()).toLowerCase(Locale.ROOT).replace('_', ' ');
        return e.simulated() ? word + " (simulated)" : word;
    }

    public ErrandsFindings findings() { return new ErrandsFindings(settings, sendings, calls, acts()); }

    /// A prompt that is sent again means the same act. Its last word counts, unless it was done before.
    private List<Act> acts() {
        var acts = new LinkedHashMap<String, Act>();
        for (var item : ledger.items()) {
            var of = promptOf.getOrDefault(item.turn(), 0);
            var act = new Act(of, item.tool(), item.arguments().value(), item.state());
            acts.merge(of + "\n" + item.tool() + "\n" + item.arguments().value(), act,
                    (before, now) -> before.state() == EffectState.DONE ? before : now);
        }
        return List.copyOf(acts.values());
    }
}
