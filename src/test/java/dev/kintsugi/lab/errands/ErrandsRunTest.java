package dev.kintsugi.lab.errands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.report.errands.ErrandsFindings;
import dev.kintsugi.report.errands.ErrandsFindings.Call;
import dev.kintsugi.report.errands.ErrandsFindings.Ending;
import dev.kintsugi.report.errands.ErrandsFold;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.services.ServiceName;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs of prompts over real services, real proxies and real toxics.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ErrandsRunTest {
    private static final Probability ALWAYS = new Probability(Probability.ONE_PPM);
    private static final Probability HALF = new Probability(500_000);
    private static final ErrandsPlan CALM = ErrandsPlan.DEFAULT.withToxicProb(Probability.ZERO)
            .withErrorProb(Probability.ZERO).withPatience(Duration.ofMinutes(1));
    private static final List<String> ASKED = List.of("Calculate 6 * 7", "How is the weather in Tokyo?",
            "Translate 'good night' to German", "Search for chaos engineering");

    private static Lab lab(LabSettings settings) {
        return new Lab(settings.withTimeScale(ConversationClock.INSTANT), H2Journal.inMemory(),
                new EmbeddedState(new ConversationClock()), new TestAgents());
    }

    private static ErrandsFindings findings(ErrandsPlan plan, long seed, List<String> prompts) {
        try (var lab = lab(LabSettings.defaults().withSeed(seed));
                var run = new ErrandsRun(lab, plan, ErrandsPlace.ANYWHERE)) {
            return ErrandsFold.of(run.play(prompts, _ -> {}));
        }
    }

    @Test
    void withoutChanceEverythingIsAnswered() {
        var found = findings(CALM, 42, ASKED);
        assertThat(found.prompts().k()).isEqualTo(4);
        assertThat(found.prompts().n()).isEqualTo(4);
        assertThat(found.toxics().k()).isZero();
        assertThat(found.toxics().n()).isEqualTo(4);
        assertThat(found.errors()).isEmpty();
        assertThat(found.promptRetries() + found.toolRetries()).isZero();
        assertThat(found.sendings().getFirst().said()).contains("42");
        assertThat(found.settings()).containsEntry("toxic_prob", "0").containsEntry("tool_limit", "1")
                .containsEntry("prompts", "4").containsEntry("tool_timeout_ms", "60000");
    }

    @ParameterizedTest
    @CsvSource({"reset_peer,reset", "limit_data,reset", "http,status 503", "timeout,read timeout"})
    void aToxicThatStandsInTheWayIsMet(String type, String error) {
        var plan = CALM.withToxicProb(ALWAYS).withToxic(ErrandsPlan.toxic(type)).withToolLimit(0).withPromptLimit(0)
                .withPatience(type.equals("timeout") ? Duration.ofSeconds(1) : Duration.ofMinutes(1));
        var found = findings(plan, 7, ASKED);
        assertThat(found.sendings()).extracting(s -> s.ending()).containsOnly(Ending.FAILED);
        assertThat(found.calls()).hasSize(4).allMatch(c -> c.toxic().equals(type));
        assertThat(found.calls()).extracting(Call::stream).containsOnly("upstream", "downstream");
        assertThat(found.calls()).filteredOn(c -> c.stream().equals("downstream"))
                .allMatch(c -> c.error().equals(error));
        assertThat(found.prompts().k()).isZero();
        assertThat(found.toxics().k()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency", "slicer", "slow_close", "bandwidth"})
    void aToxicThatOnlyHindersIsBorne(String type) {
        var plan = CALM.withToxicProb(ALWAYS).withToxic(ErrandsPlan.toxic(type));
        var found = findings(plan, 42, List.of("Calculate 6 * 7"));
        assertThat(found.prompts().k()).isOne();
        assertThat(found.calls()).singleElement().satisfies(call -> assertThat(call.toxic()).isEqualTo(type));
    }

    @Test
    void aSimulatedErrorDoesNotAskTheServiceAndIsTriedAgainAsOftenAsIsSaid() {
        var found = findings(CALM.withErrorProb(ALWAYS).withToolLimit(2).withPromptLimit(1), 42, ASKED.subList(0, 2));
        assertThat(found.calls()).hasSize(12).allMatch(Call::simulated)
                .allMatch(c -> c.error().equals("status 503 (simulated)"));
        assertThat(found.calls()).extracting(Call::round).containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
        assertThat(found.sendings()).extracting(s -> s.prompt() + "." + s.number()).containsExactly("1.1", "1.2", "2.1",
                "2.2");
        assertThat(found.promptRetries()).isEqualTo(2);
        assertThat(found.toolRetries()).isEqualTo(8);
        assertThat(found.simulated().k()).isEqualTo(12);
    }

    @Test
    void whatTheToolWouldHaveSaidIsKept() {
        try (var lab = lab(LabSettings.defaults());
                var run = new ErrandsRun(lab, CALM.withErrorProb(ALWAYS), ErrandsPlace.ANYWHERE)) {
            var log = run.play(List.of("Calculate 6 * 7"), _ -> {});
            assertThat(log).map(Entry::event).filteredOn(LabEvent.Injected.class::isInstance)
                    .map(LabEvent.Injected.class::cast).hasSize(2).allSatisfy(e -> {
                        assertThat(e.natural().value()).contains("\"result\":\"42\"");
                        assertThat(e.observed().value()).isEmpty();
                        assertThat(e.mode().title()).isEqualToIgnoringCase("tool error");
                    });
        }
    }

    /// Answers are swallowed after the event was added, and both the tool and the prompt are tried again.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20})
    void whatIsTriedAgainIsDoneOnce(int toolLimit) {
        var titles = List.of("Alpha", "Bravo", "Carol", "Delta", "Eagle", "Fable", "Grape", "Honey");
        var prompts = Stream.concat(titles.stream()
                .map(t -> "Add an event to my calendar for tomorrow at 2 PM titled '" + t + "'"),
                Stream.of("What is in my calendar tomorrow?")).toList();
        var found = findings(
                CALM.withToxicProb(HALF).withToxic(ErrandsPlan.toxic("reset_peer")).withToolLimit(toolLimit)
                        .withPromptLimit(20),
                42, prompts);
        assertThat(found.prompts().k()).isEqualTo(9);
        assertThat(found.calls()).as("one was added although its answer was lost")
                .anyMatch(c -> c.tool().equals("add_event") && c.stream().equals("downstream"));
        assertThat(toolLimit == 0 ? found.promptRetries() : found.toolRetries()).as("tried again").isPositive();
        var calendar = found.sendings().getLast().said();
        assertThat(titles).allSatisfy(t -> assertThat(calendar.split(t, -1)).as(calendar).hasSize(2));
    }

    @Test
    void theSameSeedComesToTheSame() {
        var plan = CALM.withToxicProb(HALF).withErrorProb(new Probability(200_000))
                .withToxic(ErrandsPlan.toxic("reset_peer"));
        var one = outcome(findings(plan, 7, ASKED));
        assertThat(outcome(findings(plan, 7, ASKED))).isEqualTo(one);
        assertThat(outcome(findings(plan, 8, ASKED))).isNotEqualTo(one);
    }

    /// All but the times.
    private static List<Object> outcome(ErrandsFindings found) {
        var all = new ArrayList<Object>();
        found.calls()
                .forEach(c -> all.add(List.of(c.prompt(), c.tool(), c.round(), c.toxic(), c.stream(), c.simulated(),
                        c.error())));
        found.sendings().forEach(s -> all.add(List.of(s.prompt(), s.number(), s.ending(), s.said())));
        return all;
    }

    @Test
    void whatBreaksByItselfIsInNoRate() {
        try (var lab = lab(LabSettings.defaults()); var run = new ErrandsRun(lab, CALM, ErrandsPlace.ANYWHERE)) {
            lab.proxies().list().forEach(Proxy::disable);
            var found = ErrandsFold.of(run.play(ASKED, _ -> {}));
            assertThat(found.sendings()).extracting(s -> s.ending()).containsOnly(Ending.INFRASTRUCTURE);
            assertThat(Shares.percent(found.prompts())).isEqualTo("no data");
            assertThat(Shares.percent(found.tools())).isEqualTo("no data");
            assertThat(found.broken()).isEqualTo(4);
            assertThat(found.errors()).containsOnlyKeys("connect");
        }
    }

    @Test
    void aProviderThatIsNotThereIsNoFailureOfTheAgent() {
        var settings = LabSettings.defaults();
        var agent = settings.agent().withProvider(ProviderSettings.at("http://127.0.0.1:1/v1", Secret.NONE, "gpt-4o"));
        try (var lab = lab(settings.withAgent(agent)); var run = new ErrandsRun(lab, CALM, ErrandsPlace.ANYWHERE)) {
            var found = ErrandsFold.of(run.play(List.of("Calculate 6 * 7"), _ -> {}));
            assertThat(found.sendings()).extracting(s -> s.ending()).containsExactly(Ending.INFRASTRUCTURE,
                    Ending.INFRASTRUCTURE);
            assertThat(Shares.percent(found.prompts())).isEqualTo("no data");
        }
    }

    @Test
    void recoveryMeetsWhatTheNetworkDid() {
        var plan = CALM.withErrorProb(HALF).withToolLimit(0).withPromptLimit(0);
        var alone = findings(plan, 42, ASKED);
        try (var lab = lab(LabSettings.defaults().withPolicy("standard"));
                var run = new ErrandsRun(lab, plan, ErrandsPlace.ANYWHERE)) {
            var mended = ErrandsFold.of(run.play(ASKED, _ -> {}));
            assertThat(alone.prompts().k()).isLessThan(4);
            assertThat(mended.prompts().k()).isGreaterThan(alone.prompts().k());
        }
    }

    @Test
    void stoppedItBreaksOffThePromptUnderWayAndLeavesNoProxy() {
        var hung = CALM.withToxicProb(ALWAYS).withToxic(ErrandsPlan.toxic("timeout"));
        try (var lab = lab(LabSettings.defaults())) {
            var told = new ArrayList<Entry>();
            try (var run = new ErrandsRun(lab, hung, ErrandsPlace.ANYWHERE);
                    var _ = lab.watch(news -> stopAtAnAct(news, run))) {
                assertThat(lab.proxies().list()).hasSize(7);
                var log = run.play(List.of("Send a message to Alice saying 'Lunch at noon'", ASKED.getFirst()),
                        told::addAll);
                assertThat(log).isEqualTo(told);
                var found = ErrandsFold.of(log);
                assertThat(found.sendings()).singleElement().satisfies(s -> {
                    assertThat(s.ending()).isEqualTo(Ending.STOPPED);
                    assertThat(s.prompt()).isOne();
                });
                assertThat(Shares.percent(found.prompts())).isEqualTo("no data");
                assertThat(found.broken()).isZero();
                assertThat(found.inDoubt()).isOne();
            }
            assertThat(lab.proxies().list()).isEmpty();
        }
    }

    /// Once an act has begun, which hangs for a minute.
    private static void stopAtAnAct(LabNews news, ErrandsRun run) {
        if (news instanceof LabNews.TurnChanged changed && changed.turn().entries().stream()
                .anyMatch(e -> e.event() instanceof LabEvent.ToolIntended)) {
            run.stop();
        }
    }

    @Test
    void whatIsStoppedBeforeItBeginsSendsNothingAndLeavesNothing() {
        try (var lab = lab(LabSettings.defaults())) {
            try (var run = new ErrandsRun(lab, CALM, ErrandsPlace.ANYWHERE)) {
                run.stop();
                assertThat(ErrandsFold.of(run.play(ASKED, _ -> {})).sendings()).isEmpty();
                assertThat(run.sent()).isFalse();
            }
            assertThat(lab.sessions()).isEmpty();
        }
    }

    @Test
    void eachTryTellsItsOwnTime() {
        var plan = CALM.withToxicProb(ALWAYS).withPatience(Duration.ofMillis(300)).withToolLimit(2).withPromptLimit(0);
        var calls = findings(plan, 42, ASKED.subList(0, 1)).calls();
        assertThat(calls).hasSize(3);
        for (int i = 1; i < calls.size(); i++) {
            assertThat(calls.get(i).atMs()).isGreaterThanOrEqualTo(calls.get(i - 1).atMs() + 300);
        }
    }

    @Test
    void portsCanBeChosen() throws Exception {
        try (var lab = lab(LabSettings.defaults())) {
            for (int attempt = 1;; attempt++) {
                var first = free();
                try (var run = new ErrandsRun(lab, CALM, new ErrandsPlace(first, first + 7, null))) {
                    for (var name : ServiceName.values()) {
                        var proxy = lab.proxies().find("errands_" + name.word()).orElseThrow();
                        assertThat(proxy.upstream().port()).isEqualTo(first + name.ordinal());
                        assertThat(proxy.listen().port()).isEqualTo(first + 7 + name.ordinal());
                    }
                    assertThat(ErrandsFold.of(run.play(List.of("Calculate 6 * 7"), _ -> {})).prompts().k())
                            .isOne();
                    return;
                } catch (Problem taken) {
                    assertThat(taken).hasMessageContaining("listen");
                    assertThat(attempt).isLessThan(50);
                }
            }
        }
    }

    private static int free() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Math.min(socket.getLocalPort(), 65_000);
        }
    }

    @Test
    void aProviderWithoutAKeyIsToldBeforeAnythingIsSent() {
        var settings = LabSettings.defaults();
        var agent = settings.agent().withProvider(
                ProviderSettings.at("https://api.deepseek.com/v1", Secret.NONE, "deepseek-chat"));
        try (var lab = lab(settings.withAgent(agent))) {
            assertThatThrownBy(() -> new ErrandsRun(lab, CALM, ErrandsPlace.ANYWHERE).close())
                    .isInstanceOf(Problem.class).hasMessageContaining("there is no key for DeepSeek")
                    .hasMessageContaining("AI_API_KEY");
            assertThat(lab.proxies().list()).isEmpty();
        }
    }
}
