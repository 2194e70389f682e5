package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ReplayCommandTest extends CommandTest {
    @Test
    void theInsuranceCaseCostsWhatItCosts() {
        var json = run("replay", "demos/insurance", "--json", "--recovery", "off").json();
        assertThat(json.get("customer_total").asLong()).isEqualTo(2125);
        assertThat(json.get("company_total").asLong()).isEqualTo(8300);
        assertThat(json.at("/recovery_rate/k").asInt()).isZero();
        assertThat(json.get("interactions")).isNotEmpty();
        var items = json.get("items");
        long due = 0;
        for (var item : items) {
            due += item.get("due").asLong();
        }
        assertThat(due).isEqualTo(2125 + 8300);
    }

    @Test
    void recoverySavesSomeOfIt() {
        var json = run("replay", "demos/insurance", "--json", "--recovery", "on").json();
        assertThat(json.get("customer_total").asLong()).isLessThan(2125);
        assertThat(json.get("company_total").asLong()).isLessThan(8300);
        assertThat(json.at("/recovery_rate/k").asInt()).isPositive();
    }

    @Test
    void withoutAPolicyBothArePlayedAndCompared() {
        var text = run("replay", "insurance").out();
        assertThat(text).contains("recovery: none").contains("recovery: standard").contains("What recovery saved")
                .contains("2,125").contains("8,300");
        var json = run("replay", "insurance", "--json").json();
        assertThat(json.at("/off/customer_total").asLong() - json.at("/on/customer_total").asLong())
                .isEqualTo(json.at("/savings/customer_total").asLong());
    }

    @Test
    void aScenarioWithoutALedgerHasNoBill() {
        assertThat(run("replay", "asking-people").out()).contains("What became of it, recovery supervised")
                .doesNotContain("What it cost", "What recovery saved", "total");
    }

    @Test
    void nothingIsKeptUnlessADatabaseIsNamed() {
        run("replay", "insurance", "--recovery", "off");
        assertThat(folder.resolve("db")).doesNotExist();
        run("replay", "insurance", "--recovery", "off", "--data", folder.resolve("kept").toString());
        assertThat(run("export", "--list", "--json", "--data", folder.resolve("kept").toString()).json()
                .at("/sessions/0/turns").asInt()).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        for (var name : new String[]{"a.jsonl", "b.jsonl"}) {
            var said = run("replay", "insurance", "--recovery", "on", "--seed", "7", "--session-out",
                    folder.resolve(name).toString());
            assertThat(said.code()).isZero();
        }
        assertThat(folder.resolve("a.jsonl")).hasSameBinaryContentAs(folder.resolve("b.jsonl"));
        assertThat(Files.size(folder.resolve("a.jsonl"))).isPositive();
        assertThat(run("verify", folder.resolve("a.jsonl").toString()).code()).isZero();
    }

    @Test
    void theSessionIsWrittenAsItsEndingSays() {
        run("replay", "insurance", "--recovery", "off", "--session-out", folder.resolve("a.html").toString());
        assertThat(folder.resolve("a.html")).content().startsWith("<!doctype html>");
        var needs = run("replay", "insurance", "--session-out", folder.resolve("a.html").toString());
        assertThat(needs.code()).isEqualTo(2);
        assertThat(needs.err()).contains("--session-out needs --recovery");
        var ending = run("replay", "insurance", "--recovery", "off", "--session-out", "a.txt");
        assertThat(ending.code()).isEqualTo(2);
        assertThat(ending.err()).contains(".jsonl, .csv or .html");
    }

    @Test
    void anUnknownScenarioIsToldWithThoseThatThereAre() {
        var said = run("replay", "nowhere");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("nowhere").contains("insurance").contains("retry-storm");
    }

    @Test
    void everyShippedScenarioPlays() {
        for (var name : new String[]{"first-steps", "retry-storm"}) {
            assertThat(run("replay", name, "--json").code()).as(name).isZero();
        }
    }

    @Test
    void whatPeopleDidIsCounted() {
        var json = run("replay", "asking-people", "--recovery", "supervised", "--json").json();
        assertThat(json.at("/people/approvals_approved").asInt()).isEqualTo(1);
        assertThat(json.at("/people/approvals_rejected").asInt()).isEqualTo(1);
        assertThat(json.at("/people/handoffs_needed").asInt()).isEqualTo(2);
        assertThat(json.at("/people/handoffs_unneeded").asInt()).isZero();
        assertThat(json.at("/people/median_wait_ms").asLong()).isEqualTo(45_000);
        assertThat(json.at("/interactions").findValuesAsText("outcome")).contains("recovered", "softened");
        var both = run("replay", "asking-people");
        assertThat(both.out()).contains("recovery: none").contains("recovery: supervised")
                .contains("people: handoffs 2 (2 needed, 0 not)");
        assertThat(run("replay", "asking-people", "--recovery", "on", "--json").json().at("/people/handoffs").asInt())
                .isZero();
    }
}
