package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent.Attempted;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricesTest {
    private final Prices prices = new Prices();

    @Test
    void simulatedTokensAreNeverPriced() {
        prices.set("scripted", new Price(BigDecimal.TEN, BigDecimal.TEN));

        assertThat(prices.words(List.of(call("scripted", 1_000, 500, true)))).isEmpty();
    }

    @Test
    void withoutAPriceItSaysSoRatherThanNothing() {
        assertThat(prices.words(List.of(call("gpt-4o-mini", 1_000, 500, false))))
                .contains("1,500 tokens, no price known for gpt-4o-mini");
    }

    @Test
    void tokensThatAreSentAndTokensThatComeBackHaveTheirOwnPrice() {
        prices.set("gpt-4o-mini", new Price(new BigDecimal("0.15"), new BigDecimal("0.60")));

        assertThat(prices.words(List.of(call("gpt-4o-mini", 1_000, 500, false))))
                .contains("1,500 tokens, 0.00045 USD");
        assertThat(prices.words(List.of(call("gpt-4o-mini", 10_000_000, 5_000_000, false))))
                .contains("15,000,000 tokens, 4.50 USD");
    }

    @Test
    void aDatedNameOfAModelHasThePriceOfTheLongestNameItBeginsWith() {
        prices.set("gpt-4o", new Price(new BigDecimal("2.5"), new BigDecimal("10")));
        prices.set("gpt-4o-mini", new Price(new BigDecimal("1"), new BigDecimal("1")));

        assertThat(prices.words(List.of(call("gpt-4o-mini-2024-07-18", 1_000, 1_000, false))))
                .contains("2,000 tokens, 0.002 USD");
    }

    @Test
    void whatHasNoPriceIsNamedBesideWhatHasOne() {
        prices.set("a", new Price(BigDecimal.ONE, BigDecimal.ONE));

        assertThat(prices.words(List.of(call("a", 1_000, 0, false), call("b", 1_000, 0, false))))
                .contains("2,000 tokens, 0.001 USD, and no price known for b");
    }

    @Test
    void aModelThatIsFreeCostsNothing() {
        prices.set("llama", new Price(BigDecimal.ZERO, BigDecimal.ZERO));

        assertThat(prices.words(List.of(call("llama3.2", 1_000, 0, false)))).contains("1,000 tokens, 0 USD");
    }

    private static Attempted call(String model, int prompt, int completion, boolean simulated) {
        return new Attempted(1, 1, "model", model, prompt, completion, 300, simulated, true, Text.of("reply"), null, 0,
                null, null, Text.EMPTY);
    }
}
