package dev.kintsugi.fault.text;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.Change.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Swaps the values of a text for others of the same shape: the same value becomes the same other value everywhere,
/// and what is code, an address or structure stays. Immutable and safe for many threads.
public final class Swapper {
    private static final int SWAPPED = 750_000;

    private final Names names;
    private final States states;

    /// @param states groups of words of which one can stand for another, each group between bars: `open|closed`
    public Swapper(List<String> firstNames, List<String> lastNames, List<String> states) {
        this.names = new Names(firstNames, lastNames);
        this.states = new States(states);
    }

    /// A text and what was changed in it. Immutable.
    public record Swapped(String text, List<Change> changes) {
        public Swapped {
            changes = List.copyOf(changes);
        }
    }

    /// A value in a text.
    record Found(int start, int end, Kind kind, String value, String other) {}

    /// About three of four values become others, at least one when there is any.
    public Swapped swap(String text, Dice dice) {
        var found = find(text, dice);
        var chosen = new LinkedHashMap<String, Change>();
        for (var value : found) {
            if (dice.chance("swap." + value.value(), SWAPPED)) {
                chosen.putIfAbsent(value.value(), change(value));
            }
        }
        if (chosen.isEmpty() && !found.isEmpty()) {
            var value = dice.pick("swap", found);
            chosen.put(value.value(), change(value));
        }
        return new Swapped(rewritten(text, found, chosen), distinct(chosen.values()));
    }

    private static List<Change> distinct(Collection<Change> changes) { return List.copyOf(changes); }

    private static Change change(Found value) {
        return new Change(value.kind(), Text.of(value.value()), Text.of(value.other()));
    }

    private static String rewritten(String text, List<Found> found, Map<String, Change> chosen) {
        var out = new StringBuilder(text.length() + 16);
        var at = 0;
        for (var value : found) {
            var change = chosen.get(value.value());
            if (change != null) {
                out.append(text, at, value.start()).append(change.to().value());
                at = value.end();
            }
        }
        return out.append(text, at, text.length()).toString();
    }

    /// Every value that has another, from left to right, none inside another.
    private List<Found> find(String text, Dice dice) {
        var keep = Protected.of(text);
        var found = new ArrayList<Found>();
        var scan = new Scan(text, names, states, dice);
        for (int at = 0; at < text.length();) {
            var value = begins(text, at) ? scan.at(at) : Optional.<Found>empty();
            if (value.isPresent() && !keep.touches(value.get().start(), value.get().end())) {
                if (!value.get().other().equals(value.get().value())) {
                    found.add(value.get());
                }
                at = value.get().end();
            } else {
                at++;
            }
        }
        return found;
    }

    /// A value begins where no letter or digit goes on.
    private static boolean begins(String text, int at) {
        if (at == 0) {
            return true;
        }
        var before = text.charAt(at - 1);
        return !Character.isLetterOrDigit(before) && before != '_'
                && !(before == '.' && at > 1 && Character.isDigit(text.charAt(at - 2)));
    }
}
