package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomFaultTest {
    private static final String CONFUSION = "{\"probability\":1,\"confusion_triggers\":[\"complex\",\"multiple\",\"various\"]}";

    private final Stage stage = new Stage();

    private CustomFault made(String name, String type, String config) {
        var fault = CustomFault.of(name, type, config, true);
        stage.settings = onlyCustoms().withChaos(true).withCustom(fault);
        return fault;
    }

    private static FaultSettings onlyCustoms() {
        var settings = FaultSettings.defaults();
        for (var mode : FailureMode.values()) {
            settings = settings.withMode(mode, settings.mode(mode).withOn(false));
        }
        return settings;
    }

    @Test
    void aTriggerWordInTheMessageLetsItRoll() {
        var fault = made("custom_confusion", "behavioral", CONFUSION);

        assertThat(fault.triggered("This is a complex, urgent case")).isTrue();
        assertThat(fault.triggered("VARIOUS things")).isTrue();
        assertThat(fault.triggered("a complexity of its own")).isFalse();
        assertThat(fault.triggered("Where is my claim?")).isFalse();
    }

    @Test
    void withoutATriggerWordNothingIsRolled() {
        made("custom_confusion", "behavioral", CONFUSION);
        stage.state = heard("Where is my claim?");

        assertThat(stage.decide(1, null).rolls()).isEmpty();
    }

    @Test
    void withATriggerWordTheReplyIsChangedAndTheTruthIsRecorded() {
        var fault = made("custom_confusion", "behavioral", CONFUSION);
        stage.state = heard("I have multiple questions");

        var decision = stage.decide(1, null);
        assertThat(decision.reason()).isEqualTo(Decision.Reason.ROLLED);
        assertThat(decision.mode()).isEqualTo(fault.named());
        assertThat(decision.rolls()).singleElement().satisfies(r -> {
            assertThat(r.mode().wire()).isEqualTo("custom_confusion");
            assertThat(r.mode()).isEqualTo(fault.named().bare());
        });
        assertThat(said(decision)).isNotEqualTo(stage.natural);
        assertThat(stage.injected).singleElement().satisfies(i -> {
            assertThat(i.mode()).isEqualTo(fault.named());
            assertThat(i.natural().value()).isEqualTo(stage.natural);
        });
    }

    @Test
    void chaosOffLeavesItAloneAndForcingWorksAllTheSame() {
        var fault = made("custom_confusion", "behavioral", CONFUSION);
        stage.settings = stage.settings.withChaos(false);

        assertThat(stage.decide(1, null).reason()).isEqualTo(Decision.Reason.OFF);
        assertThat(stage.injector.decide(stage.settings, stage.state, stage.place(1), fault.named()).reason())
                .isEqualTo(Decision.Reason.FORCED);
    }

    @Test
    void customsRollAfterTheTwelveInOrderOfName() {
        stage.settings = FaultSettings.defaults().withChaos(true).withMultiplier(0)
                .withCustom(CustomFault.of("zebra", "output_quality", "{}", true))
                .withCustom(CustomFault.of("ant", "resource", "{}", true));

        var rolled = stage.decide(1, null).rolls().stream().map(r -> r.mode().wire()).toList();
        assertThat(rolled).hasSize(13).endsWith("rate_limiting", "ant", "zebra").startsWith("hallucination");
    }

    @Test
    void itsOwnWordsAreSaid() {
        var fault = made("salesman", "output_quality", "{\"replies\":[\"{natural} Buy now!\"]}");

        assertThat(said(forced(fault))).isEqualTo(stage.natural + " Buy now!");
    }

    @Test
    void integrationFaultsFailAsTheWireShows() {
        assertThatThrownBy(() -> said(forced(made("bad_gateway", "integration", "{\"status\":502}"))))
                .isInstanceOfSatisfying(AgentError.class, e -> assertThat(e.wire().status()).isEqualTo(502));
        assertThatThrownBy(() -> said(forced(made("locked_out", "integration", "{\"status\":403}"))))
                .isInstanceOfSatisfying(AgentError.class, e -> assertThat(e.wire().status()).isEqualTo(403));
        assertThatThrownBy(() -> said(forced(made("slow", "integration", "{\"delay_range\":[1,2]}"))))
                .isInstanceOfSatisfying(AgentError.class, e -> assertThat(e.wire().timeout()).isTrue());
    }

    @Test
    void resourceFaultsQuoteTheLimitTheyWereGiven() {
        assertThatThrownBy(() -> said(forced(made("quota", "resource", "{\"retry_after\":7}"))))
                .isInstanceOfSatisfying(AgentError.class, e -> assertThat(e.wire().retryAfter()).hasSeconds(7));
        assertThatThrownBy(() -> said(forced(made("small_window", "resource", "{\"token_limit\":16}"))))
                .isInstanceOfSatisfying(AgentError.class, e -> assertThat(e.wire().tooManyTokens()).isTrue());
    }

    @Test
    void chanceIsFoundUnderItsOtherNames() {
        assertThat(CustomFault.of("a", "behavioral", "{\"confusion_probability\":0.25}", true).probability())
                .isEqualTo(new Probability(250_000));
        assertThat(CustomFault.of("a", "behavioral", "{}", true).probability()).isEqualTo(new Probability(100_000));
    }

    @Test
    void aSettingsTextGivesTheFaultBack() {
        var fault = CustomFault.of("custom_confusion", "behavioral", CONFUSION, false);

        assertThat(CustomFault.parse("custom_confusion", fault.text())).isEqualTo(fault);
        assertThat(SettingText.with(FaultSettings.defaults().withCustom(fault), "custom.custom_confusion", "off")
                .customs()).isEmpty();
    }

    @Test
    void nonsenseIsRefusedByName() {
        for (var config : List.of("{\"probability\":2}", "{\"probability\":\"often\"}", "{\"status\":200}",
                "{\"max_iterations\":9000}", "{\"triggers\":[7]}", "[]", "{", "{\"probability\":1e999999999}")) {
            assertThatThrownBy(() -> CustomFault.of("odd", "behavioral", config, true)).as(config)
                    .isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> CustomFault.of("hallucination", "behavioral", "{}", true))
                .hasMessageContaining("is the name of a failure mode");
        assertThatThrownBy(() -> CustomFault.of("odd", "cosmic", "{}", true)).hasMessageContaining("output_quality");
    }

    private String said(Decision decision) { return stage.call(stage.begin(1, decision), 1).text(); }

    private Decision forced(CustomFault fault) {
        return stage.injector.decide(stage.settings, stage.state, stage.place(1), fault.named());
    }

    private static SessionFaults heard(String message) {
        return new SessionFaults(0, 0, null, 0, 1, message, null, false, 0, Map.of());
    }
}
