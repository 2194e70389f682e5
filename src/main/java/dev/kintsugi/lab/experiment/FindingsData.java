package dev.kintsugi.lab.experiment;

import dev.kintsugi.lab.experiment.Findings.Against;
import dev.kintsugi.lab.experiment.Findings.Cell;
import dev.kintsugi.lab.experiment.Findings.Survival;
import dev.kintsugi.report.stats.PairedMean;
import dev.kintsugi.report.stats.PassK;
import dev.kintsugi.report.stats.PriceData;
import dev.kintsugi.report.stats.RateData;
import dev.kintsugi.report.stats.SixDecimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Experiments and what they found, as programs read it. What has no data is null. Stateless.
public final class FindingsData {
    private static final MathContext DIGITS = new MathContext(6);

    private FindingsData() {}

    /// All of it, as plain data in a fixed order.
    public static Map<String, Object> json(Findings findings) {
        var results = findings.results();
        var plan = results.plan();
        var out = new LinkedHashMap<String, Object>();
        plan(plan, out);
        out.put("ending", results.ending().name().toLowerCase(Locale.ROOT));
        out.put("conversations", results.tasks().size());
        out.put("conditions", findings.cells().stream().map(FindingsData::cell).toList());
        out.put("against_baseline", findings.against().stream().map(FindingsData::against).toList());
        out.put("patterns", findings.patterns().stream().map(FindingsData::pattern).toList());
        return out;
    }

    /// What would be played.
    public static Map<String, Object> json(Experiment plan) {
        var out = new LinkedHashMap<String, Object>();
        plan(plan, out);
        out.put("episodes_planned", PlanText.all(plan));
        out.put("conditions", plan.conditions().stream().map(FindingsData::condition).toList());
        return out;
    }

    private static void plan(Experiment plan, Map<String, Object> out) {
        out.put("experiment", plan.name());
        out.put("title", plan.title());
        out.put("digest", plan.digest());
        out.put("seed", plan.seed());
        out.put("trials", plan.trials());
        out.put("conversations_planned", plan.episodes());
    }

    private static Map<String, Object> condition(Condition c) {
        var out = new LinkedHashMap<String, Object>();
        out.put("arm", c.arm().name());
        out.put("recovery_policy", c.arm().policyName());
        out.put("pack", c.arm().packName());
        out.put("context_window", c.arm().contextWindow());
        out.put("epsilon", SixDecimals.ofPpm(c.epsilon()));
        out.put("lambda", SixDecimals.ofPpm(c.lambda()));
        return out;
    }

    private static Map<String, Object> cell(Cell c) {
        var out = condition(c.condition());
        out.put("episodes", c.episodes());
        var verdicts = new LinkedHashMap<String, Object>();
        c.verdicts().forEach((v, n) -> verdicts.put(v.wire(), n));
        out.put("episodes_by_verdict", verdicts);
        out.put("success", RateData.of(c.success()));
        out.put("injection_rate", RateData.of(c.injected()));
        out.put("manifested", RateData.of(c.manifested()));
        out.put("recovery_rate", RateData.of(c.recovery()));
        out.put("claimed_success", claims(c));
        out.put("time_to_detect_ms", survival(c.detect()));
        out.put("time_to_restore_ms", survival(c.mend()));
        out.put("message_to_sound_ms", survival(c.sound()));
        out.put("calls_on_the_wire", c.amplification().wire());
        out.put("calls_needed", c.amplification().logical());
        out.put("retry_amplification", SixDecimals.of(c.amplification().ratio()));
        out.put("pass_all_k", c.all().stream().map(FindingsData::share).toList());
        out.put("pass_any_k", c.any().stream().map(FindingsData::share).toList());
        return out;
    }

    private static Map<String, Object> claims(Cell c) {
        var out = new LinkedHashMap<String, Object>();
        out.put("of_episodes", RateData.of(c.claimed()));
        out.put("of_deliveries", RateData.of(c.claims().ofDeliveries()));
        out.put("of_failed_deliveries", RateData.of(c.claims().ofFailed()));
        out.put("admitted", c.claims().admitted());
        out.put("left_open", c.claims().open());
        return out;
    }

    /// How many, how many of them in the end, and times in milliseconds; what has no data is null.
    public static Map<String, Object> survival(Survival s) {
        var out = new LinkedHashMap<String, Object>();
        out.put("n", s.n());
        out.put("done", s.done());
        out.put("median", whole(s.median()));
        out.put("median_low", whole(s.interval().low()));
        out.put("median_high", whole(s.interval().high()));
        out.put("mean_within_300_s", SixDecimals.of(s.mean()));
        return out;
    }

    private static Map<String, Object> share(PassK p) {
        var out = new LinkedHashMap<String, Object>();
        out.put("k", p.k());
        out.put("tasks", p.tasks());
        out.put("value", SixDecimals.of(p.value()));
        out.put("low", SixDecimals.of(p.low()));
        out.put("high", SixDecimals.of(p.high()));
        return out;
    }

    private static Map<String, Object> against(Against a) {
        var out = condition(a.other());
        out.put("baseline", a.baseline().arm().name());
        out.put("pairs", a.pairs());
        out.put("only_it_succeeds", a.test().second());
        out.put("only_baseline_succeeds", a.test().first());
        out.put("difference", mean(a.share()));
        out.put("p", p(a.p()));
        out.put("p_holm", p(a.holm()));
        out.put("calls_difference", mean(a.calls()));
        out.put("lab_ms_difference", mean(a.ms()));
        out.put("calls_per_saved_episode", PriceData.of(a.callsPrice()));
        out.put("lab_ms_per_saved_episode", PriceData.of(a.msPrice()));
        return out;
    }

    private static Map<String, Object> mean(PairedMean m) {
        var out = new LinkedHashMap<String, Object>();
        out.put("pairs", m.pairs());
        out.put("value", SixDecimals.of(m.value()));
        out.put("low", SixDecimals.of(m.low()));
        out.put("high", SixDecimals.of(m.high()));
        return out;
    }

    private static Map<String, Object> pattern(Findings.Pattern p) {
        var out = new LinkedHashMap<String, Object>();
        out.put("pattern", p.name());
        out.put("epsilon", SixDecimals.ofPpm(p.epsilon()));
        out.put("lambda", SixDecimals.ofPpm(p.lambda()));
        out.put("unique", RateData.of(p.worth().uniqueShare()));
        out.put("shared", RateData.of(p.worth().sharedShare()));
        out.put("harmful", RateData.of(p.worth().harmfulShare()));
        return out;
    }

    private static @Nullable Long whole(OptionalLong value) { return value.isPresent() ? value.getAsLong() : null; }

    /// How likely by chance, to six digits.
    public static BigDecimal p(double value) { return new BigDecimal(value).round(DIGITS); }

    /// One row an episode, for a spreadsheet.
    public static List<List<String>> rows(Results results) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("conversation", "trial", "arm", "recovery_policy", "epsilon", "lambda", "verdict", "turns",
                "eligible",
                "drawn", "touched", "calls", "calls_needed", "lab_ms", "deliveries", "claimed_success", "admitted",
                "left_open", "trouble"));
        var plan = results.plan();
        results.tasks().forEach((task, episodes) -> {
            for (int i = 0; i < episodes.size(); i++) {
                var c = plan.conditions().get(i / plan.trials());
                rows.add(row(task, 1 + i % plan.trials(), c, episodes.get(i)));
            }
        });
        return rows;
    }

    private static List<String> row(int task, int trial, Condition c, Played p) {
        return List.of(Integer.toString(task), Integer.toString(trial), c.arm().name(), c.arm().policyName(),
                FindingsText.number(c.epsilon()), FindingsText.number(c.lambda()), p.verdict().wire(),
                Integer.toString(p.turns()), Integer.toString(p.eligible()), Integer.toString(p.drawn()),
                Integer.toString(p.touched().size()), Integer.toString(p.calls()), Integer.toString(p.logical()),
                Long.toString(p.millis()), Integer.toString(p.claims().deliveries()),
                Integer.toString(p.claims().claimed()), Integer.toString(p.claims().admitted()),
                Integer.toString(p.claims().open()), p.trouble());
    }
}
