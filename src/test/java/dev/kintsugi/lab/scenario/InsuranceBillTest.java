package dev.kintsugi.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.scenario.Bill.Item;
import dev.kintsugi.lab.scenario.Bill.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsuranceBillTest {
    private final Scenario scenario = Runs.insurance();
    private final Bill off = Bill.of(scenario, Runs.allLost(scenario));

    @Test
    void withNothingMendedTheTotalsAreThoseOfTheCase() {
        assertThat(off.total(Party.CUSTOMER)).isEqualTo(2_125);
        assertThat(off.total(Party.COMPANY)).isEqualTo(8_300);
        assertThat(off.items()).allMatch(Item::triggered);
    }

    @Test
    void theItemsAndTheirGroupsAddUpAsTold() {
        assertThat(off.items().stream().map(Item::due)).containsExactly(320L, 480L, 1_200L, 125L, 2_400L, 250L, 150L,
                3_000L, 1_200L, 800L, 500L);
        assertThat(group("direct")).isEqualTo(2_800);
        assertThat(group("indirect")).isEqualTo(5_500);
    }

    @Test
    void formulasShowHowAmountsComeAbout() {
        assertThat(off.items().stream().map(Item::formula)).startsWith("8 days x 40", "12 days x 40", "1200",
                "5 hours x 25", "2400", "250", "6 failures x 25");
    }

    @Test
    void withEverythingMendedOnlyWhatWasSunkStays() {
        var on = Bill.of(scenario, Runs.allRecovered(scenario));
        assertThat(on.total(Party.CUSTOMER)).isEqualTo(320);
        assertThat(on.total(Party.COMPANY)).isZero();
        assertThat(on.items().stream().filter(i -> !i.triggered()).map(Item::why)).hasSize(10)
                .noneMatch(String::isBlank)
                .contains("The customer stayed", "The failure at step 7 was mended",
                        "The customer stayed; The restart kept the conversation");
    }

    @Test
    void savingsAreTheDifferenceItemByItem() {
        var savings = Savings.between(off, Bill.of(scenario, Runs.allRecovered(scenario)));
        assertThat(savings.total(Party.CUSTOMER)).isEqualTo(2_125 - 320);
        assertThat(savings.total(Party.COMPANY)).isEqualTo(8_300);
        assertThat(savings.lines().getFirst().saved()).isZero();
        assertThat(savings.lines().get(1).saved()).isEqualTo(480);
    }

    @Test
    void aPoliteMessageInsteadOfTheHallucinationSparesThePromiseButNotThePiece() {
        var bill = Bill.of(scenario, Runs.history(scenario, Outcome.LOST, false, Map.of(8, Outcome.SOFTENED)));
        assertThat(item(bill, "Deductible at risk").triggered()).isFalse();
        assertThat(item(bill, "Deductible at risk").why())
                .isEqualTo("The failure at step 8 was caught, and something stood in for it");
        assertThat(item(bill, "Failed interactions").due()).isEqualTo(150);
    }

    @Test
    void oneFailureLeftBillsOnlyWhatItTriggers() {
        assertThat(dueIfOnlyLost(2)).containsExactlyInAnyOrder("Failed interactions");
        assertThat(dueIfOnlyLost(4)).containsExactlyInAnyOrder("Failed interactions", "Retraining");
        assertThat(dueIfOnlyLost(5)).containsExactlyInAnyOrder("Failed interactions", "Regulatory");
        assertThat(dueIfOnlyLost(7)).containsExactlyInAnyOrder("Failed interactions", "Twelve more rental days");
        assertThat(dueIfOnlyLost(8)).containsExactlyInAnyOrder("Failed interactions", "Regulatory",
                "Deductible at risk");
        assertThat(dueIfOnlyLost(10)).containsExactlyInAnyOrder("Failed interactions");
    }

    @Test
    void aRestartThatForgetsCostsTheRetrainingAlone() {
        var bill = Bill.of(scenario, Runs.history(scenario, Outcome.RECOVERED, false, Map.of()));
        assertThat(due(bill)).containsExactly("Retraining");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 7, 8, 10})
    void anySingleMendingKeepsTheCustomer(int step) {
        var history = Runs.history(scenario, Outcome.LOST, false, Map.of(step, Outcome.RECOVERED));
        assertThat(history.left()).isFalse();
        assertThat(item(Bill.of(scenario, history), "Lifetime value").triggered()).isFalse();
    }

    @Test
    void aRestartThatKeepsTheConversationKeepsTheCustomerToo() {
        var history = Runs.history(scenario, Outcome.LOST, true, Map.of());
        assertThat(history.left()).isFalse();
        assertThat(item(Bill.of(scenario, history), "Reputation").why())
                .isEqualTo("The customer stayed; The restart kept the conversation");
    }

    @Test
    void anItemNamesTheOneTurnThatTriggeredIt() {
        assertThat(item(off, "Twelve more rental days").turn()).isEqualTo(7);
        assertThat(item(off, "Deductible at risk").turn()).isEqualTo(8);
        assertThat(item(off, "Failed interactions").turn()).isZero();
        assertThat(item(off, "Twelve more rental days").why()).startsWith(
                "Step 7, \"asks how to get the rental\", failed (service_unavailable) and was not mended. Nobody");
    }

    @Test
    void aScriptThatWasNotPlayedCostsOnlyWhatWasSunk() {
        var bill = Bill.of(scenario, History.EMPTY);
        assertThat(due(bill)).isEmpty();
        assertThat(item(bill, "Twelve more rental days").why()).isEqualTo("Step 7 was not reached");
    }

    @Test
    void noTotalIsTypedIntoTheProgramOrTheFiles() throws IOException {
        var total = "(?s).*\\b(2[,_ ]?125|8[,_ ]?300|2[,_ ]?800|5[,_ ]?500)\\b.*";
        try (var code = Files.walk(Runs.PROJECT.resolve("src/main/java/dev/kintsugi/lab"));
                var demo = Files.walk(Runs.PROJECT.resolve("demos/insurance"))) {
            var all = Stream.concat(code, demo)
                    .filter(f -> f.toString().endsWith(".java") || f.toString().endsWith(".yaml")).toList();
            assertThat(all).isNotEmpty();
            for (var file : all) {
                assertThat(Files.readString(file).matches(total)).as(file.toString()).isFalse();
            }
        }
    }

    private long group(String name) {
        return off.items().stream().filter(i -> i.group().equals(name)).mapToLong(Item::due).sum();
    }

    private Set<String> dueIfOnlyLost(int step) {
        return Set.copyOf(
                due(Bill.of(scenario, Runs.history(scenario, Outcome.RECOVERED, true, Map.of(step, Outcome.LOST)))));
    }

    private static List<String> due(Bill bill) {
        return bill.items().stream().filter(Item::triggered).map(Item::name)
                .filter(n -> !n.equals("Eight days without a car")).collect(Collectors.toList());
    }

    private static Item item(Bill bill, String name) {
        return bill.items().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
    }
}
