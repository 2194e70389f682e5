package dev.kintsugi.fault.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds people's names: known first names, alone or with a family name, and whoever has a title. Immutable.
final class Names {
    private static final List<String> TITLES = List.of("Mr", "Mrs", "Ms", "Dr");
    private static final String WORD = "[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?(?![A-Za-z])";
    private static final Pattern NAME = Pattern.compile(
            "(?:(?:Mr|Mrs|Ms|Dr)\\.? )?" + WORD + "(?: (?:[A-Z]\\. )?" + WORD + ")?");
    private static final Pattern TITLE = Pattern.compile("(?:Mr|Mrs|Ms|Dr)\\.? ");

    private final List<String> first;
    private final List<String> last;
    private final Set<String> known;
    private final Beginnings beginnings;

    Names(List<String> first, List<String> last) {
        this.first = List.copyOf(first);
        this.last = List.copyOf(last);
        this.known = Set.copyOf(first);
        this.beginnings = new Beginnings(Stream.concat(first.stream(), TITLES.stream()).toList());
    }

    /// How long the name is that begins here, 0 for none.
    int at(String text, int at) {
        if (!beginnings.may(text, at)) {
            return 0;
        }
        var matcher = NAME.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return 0;
        }
        var name = matcher.group();
        if (TITLE.matcher(name).lookingAt()) {
            return name.length();
        }
        var space = name.indexOf(' ');
        return known.contains(space < 0 ? name : name.substring(0, space)) ? name.length() : 0;
    }

    /// Somebody else, with as many names and the same title.
    String other(String name, Dice dice) {
        var title = TITLE.matcher(name);
        if (title.lookingAt()) {
            var rest = name.substring(title.end());
            return title.group() + (rest.indexOf(' ') < 0 ? family(rest, dice) : full(rest, dice));
        }
        return name.indexOf(' ') < 0 ? dice.pickOther(name, first, name) : full(name, dice);
    }

    private String full(String name, Dice dice) {
        var space = name.indexOf(' ');
        var given = name.substring(0, space);
        return dice.pickOther(given, first, given) + " " + family(name.substring(space + 1), dice);
    }

    private String family(String name, Dice dice) { return dice.pickOther(name, last, name); }
}
