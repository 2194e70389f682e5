package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.event.LabEvent.Attempted;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// What people pay for each model, as far as they told. Simulated calls cost nothing and are never priced; a model
/// without a price is named rather than counted as free. On the FX thread only.
public final class Prices {
    private static final MathContext SHOWN = new MathContext(2);

    private final ObservableMap<String, Price> known = FXCollections.observableHashMap();

    /// By the model's name.
    public ObservableMap<String, Price> known() { return known; }

    /// Sets a price, or forgets it.
    public void set(String model, @Nullable Price price) {
        if (price == null) {
            known.remove(model);
        } else {
            known.put(model, price);
        }
    }

    /// What these calls cost in words, e.g. `1,234 tokens, 0.0018 USD`; absent when none of them was real.
    public Optional<String> words(Collection<Attempted> calls) {
        var real = calls.stream().filter(Prices::real).toList();
        if (real.isEmpty()) {
            return Optional.empty();
        }
        var tokens = real.stream().mapToLong(c -> c.promptTokens() + c.completionTokens()).sum();
        return Optional.of(String.format(Locale.ROOT, "%,d tokens, %s", tokens, money(real)));
    }

    private static boolean real(Attempted call) {
        return !call.simulated() && call.promptTokens() + call.completionTokens() > 0;
    }

    private String money(List<Attempted> real) {
        var sum = BigDecimal.ZERO;
        var priced = false;
        var unknown = new TreeSet<String>();
        for (var call : real) {
            var price = of(call.model());
            if (price.isEmpty()) {
                unknown.add(call.model());
            } else {
                priced = true;
                sum = sum.add(price.get().of(call.promptTokens(), call.completionTokens()));
            }
        }
        var gap = unknown.isEmpty() ? "" : "no price known for " + String.join(", ", unknown);
        return !priced ? gap : usd(sum) + (gap.isEmpty() ? "" : ", and " + gap);
    }

    /// Providers answer with a dated name of the model that was asked: the longest known name it begins with counts.
    private Optional<Price> of(String model) {
        return known.keySet().stream().filter(model::startsWith).max(Comparator.comparingInt(String::length))
                .map(known::get);
    }

    /// From a dollar on to the cent, below that to two digits.
    private static String usd(BigDecimal sum) {
        return (sum.compareTo(BigDecimal.ONE) < 0
                ? sum.round(SHOWN).stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%,.2f", sum)) + " USD";
    }
}
