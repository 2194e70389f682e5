package dev.kintsugi.report.errands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.report.audit.ErrandsHtml;
import dev.kintsugi.report.audit.ErrandsText;
import dev.kintsugi.report.errands.ErrandsFindings.Act;
import dev.kintsugi.report.errands.ErrandsFindings.Call;
import dev.kintsugi.report.errands.ErrandsFindings.Ending;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.errands.ErrandsFindings.Stretch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a run came to, counted by hand.
class ErrandsDataTest {
    private static Sending sending(int prompt, int number, long at, long took, Ending ending) {
        return new Sending(prompt, number, 0, "asked", at, took, ending, "said");
    }

    private static Call call(long took, String toxic, boolean simulated, String error) {
        return new Call(1, 0, "weather", "weather", 1, 0, took, toxic, "", simulated, error);
    }

    private static ErrandsFindings findings(List<Sending> sendings, List<Call> calls) {
        return new ErrandsFindings(Map.of(), sendings, calls, List.of());
    }

    @Test
    void withoutDataThereIsNoNumber() {
        var data = ErrandsData.json("s", findings(List.of(), List.of()), List.of());
        assertThat(data.get("prompts")).asString().contains("n=0", "value=null", "low=null", "high=null");
        assertThat(data.get("response_time_ms")).asString().contains("n=0", "median=null", "p95=null");
        assertThat(ErrandsHtml.of("s", ErrandsFold.of(List.of()), List.of()))
                .contains("no data", "No prompts were sent")
                .doesNotContain("NaN", "0\u00a0%", "100\u00a0%");
    }

    @Test
    void aPromptIsAsGoodAsItsBestSending() {
        var found = findings(List.of(sending(1, 1, 0, 10, Ending.FAILED), sending(1, 2, 10, 10, Ending.ANSWERED),
                sending(2, 1, 20, 10, Ending.INFRASTRUCTURE), sending(2, 2, 30, 10, Ending.FAILED),
                sending(3, 1, 40, 10, Ending.INFRASTRUCTURE), sending(3, 2, 50, 50, Ending.INFRASTRUCTURE)), List.of());
        assertThat(found.endings()).containsExactly(Map.entry(1, Ending.ANSWERED), Map.entry(2, Ending.FAILED),
                Map.entry(3, Ending.INFRASTRUCTURE));
        assertThat(found.prompts().k()).isEqualTo(1);
        assertThat(found.prompts().n()).isEqualTo(2);
        assertThat(found.broken()).isEqualTo(1);
        assertThat(found.sent().n()).isEqualTo(3);
        assertThat(found.promptRetries()).isEqualTo(3);
        assertThat(found.tookMs()).isEqualTo(100);
    }

    @Test
    void tryingIsCountedWithoutWhatBrokeByItself() {
        var found = findings(List.of(), List.of(call(5, "", false, ""), call(9, "timeout", false, "read timeout"),
                call(0, "", true, "status 503 (simulated)"), call(7, "", false, "reset")));
        assertThat(found.tools().k()).isEqualTo(1);
        assertThat(found.tools().n()).isEqualTo(3);
        assertThat(found.byTool().get("weather").n()).isEqualTo(3);
        assertThat(found.toxics().k()).isEqualTo(1);
        assertThat(found.toxics().n()).isEqualTo(4);
        assertThat(found.errors()).containsOnly(Map.entry("read timeout", 1L), Map.entry("reset", 1L),
                Map.entry("status 503 (simulated)", 1L));
        assertThat(found.latencies()).isEqualTo(Map.of("weather", List.of(5L)));
    }

    @Test
    void throughputIsCountedByTheMomentSendingsEnd() {
        var found = findings(List.of(sending(1, 1, 0, 10, Ending.ANSWERED), sending(2, 1, 10, 5, Ending.FAILED),
                sending(3, 1, 15, 84, Ending.ANSWERED)), List.of());
        assertThat(found.throughput(2)).containsExactly(new Stretch(0, 1, 1), new Stretch(50, 1, 0));
        assertThat(found.throughput(24)).hasSize(3);
    }

    @Test
    void whatTellsNothingIsInNoThroughput() {
        var found = findings(List.of(sending(1, 1, 0, 10, Ending.INFRASTRUCTURE), sending(2, 1, 10, 5, Ending.STOPPED),
                sending(3, 1, 20, 30, Ending.ANSWERED)), List.of());
        assertThat(found.throughput(1)).containsExactly(new Stretch(0, 1, 0));
        var broken = findings(List.of(sending(1, 1, 0, 10, Ending.INFRASTRUCTURE)), List.of());
        assertThat(ErrandsHtml.of("s", broken, List.of())).doesNotContain("NaN");
    }

    @Test
    void anAnswerAfterAToolThatFailedToTheEndIsCounted() {
        var calls = List.of(new Call(1, 1, "weather", "weather", 1, 0, 5, "", "", true, "status 503 (simulated)"),
                new Call(1, 1, "weather", "weather", 2, 0, 5, "", "", false, ""),
                new Call(2, 2, "weather", "weather", 1, 0, 5, "timeout", "", false, "read timeout"),
                new Call(2, 2, "search", "search", 1, 0, 5, "", "", false, ""),
                new Call(3, 3, "weather", "weather", 1, 0, 5, "timeout", "", false, "read timeout"));
        var found = findings(List.of(new Sending(1, 1, 1, "asked", 0, 1, Ending.ANSWERED, "said"),
                new Sending(2, 1, 2, "asked", 0, 1, Ending.ANSWERED, "said"),
                new Sending(3, 1, 3, "asked", 0, 1, Ending.FAILED, "said")), calls);
        assertThat(found.despite().k()).isEqualTo(1);
        assertThat(found.despite().n()).isEqualTo(2);
    }

    @Test
    void actsAreDoneInDoubtOrNot() {
        var found = new ErrandsFindings(Map.of(), List.of(), List.of(),
                List.of(new Act(1, "send_message", "{}", EffectState.DONE),
                        new Act(2, "send_message", "{}", EffectState.UNKNOWN),
                        new Act(3, "add_event", "{}", EffectState.NOT_DONE)));
        assertThat(found.done().k()).isEqualTo(1);
        assertThat(found.done().n()).isEqualTo(3);
        assertThat(found.inDoubt()).isEqualTo(1);
        assertThat(ErrandsText.rows(found))
                .contains(new ErrandsText.Row("Acts done", "1 of 3 (33\u00a0%, 6 to 79); 1 in doubt", false));
        assertThat(ErrandsText.acts(found).rows()).extracting(row -> row.get(2)).containsExactly("done", "in doubt",
                "not done");
    }

    @Test
    void percentilesAreOfTheNearestRank() {
        assertThat(ErrandsFindings.percentile(List.of(5L, 1L, 4L, 2L, 3L), 95)).isEqualTo(5);
        assertThat(ErrandsFindings.percentile(List.of(5L, 1L, 4L, 2L, 3L), 50)).isEqualTo(3);
        assertThat(ErrandsFindings.percentile(List.of(), 50)).isZero();
    }

    @Test
    void tablesHaveAHeadAndARowForEach() {
        var found = findings(List.of(sending(1, 1, 0, 10, Ending.ANSWERED)), List.of(call(5, "", false, "")));
        assertThat(ErrandsData.sendings(found)).containsExactly(
                List.of("prompt", "sending", "at_ms", "processing_time_ms", "ending", "message", "response"),
                List.of("1", "1", "0", "10", "answered", "asked", "said"));
        assertThat(ErrandsData.calls(found)).hasSize(2).allMatch(row -> row.size() == 10);
    }

    @Test
    void theSettingsOfARunAreToldInWords() {
        var set = new LinkedHashMap<String, String>();
        set.put("prompts", "12");
        set.put("seed", "42");
        set.put("toxic_prob", "0.1");
        set.put("toxic", "timeout");
        set.put("error_prob", "0");
        set.put("tool_limit", "1");
        set.put("prompt_limit", "2");
        set.put("tool_timeout_ms", "5000");
        assertThat(ErrandsText.settings(new ErrandsFindings(set, List.of(), List.of(), List.of()))).isEqualTo(
                "12 prompts, seed 42, toxics on 10\u00a0% of the tries, of the type timeout, simulated errors on 0\u00a0% of them,"
                        + " a tool tried again 1 time, a prompt sent again 2 times, a tool waits 5.0 s");
    }

    @Test
    void whatRecoveryDoesIsToldAsInTheStepsOfATurn() {
        assertThat(line("retry", Step.Action.WAITS, "2.0 s")).isEqualTo("Retry: waits 2.0 s");
        assertThat(line("call", Step.Action.SAW_ERROR, "HTTP 429 from model")).isEqualTo(
                "Saw the error: HTTP 429 from model");
    }

    private static String line(String pattern, Step.Action action, String note) {
        return Streams.line(new Entry(new SessionId("s"), 1, 1, 0, 0, 0,
                new LabEvent.Recovering(new Step(pattern, action, 1, Text.of(note))))).orElseThrow().text();
    }
}
