package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Name;
import dev.kintsugi.recovery.detect.Fact.Source;
import java.util.List;
import java.util.Set;

/// Reads what looks like the name of somebody or something, and what is cited as a source. Stateless.
///
/// A name is two or more capitalised words inside a sentence, or one after a word that announces a person. Which of them
/// are known is for the evidence to say.
final class Names {
    private static final Set<String> ANNOUNCING = Set
            .of(("mr mrs ms miss dr prof dear hi hello hey thanks you sorry adjuster agent colleague manager specialist "
                    + "advisor adviser handler technician officer expert supervisor engineer representative named called is "
                    + "contact contacting for to with by from").split(" "));
    private static final Set<String> ONLY_AFTER = Set.of("thank you", "name is", "ask for", "speak to", "speak with",
            "talk to");
    private static final Set<String> PAIRED = Set.of("you", "is", "for", "to");
    /// Parts of a program that have a name of their own.
    private static final Set<String> PARTS = Set.of("tab", "button", "switch", "menu", "mode", "pass", "card", "map",
            "line", "portal", "console", "feature", "page", "panel", "wizard", "dashboard", "widget", "plan",
            "program");
    private static final String BREAKS = ".,;:!?\n";
    private static final int SHORTEST = 3;
    private static final int LONGEST = 90;
    private static final Set<String> HARMLESS = Set
            .of(("i i'm i've i'll i'd monday tuesday wednesday thursday friday saturday sunday january february "
                    + "march april may june july august september october november december english ok okay pdf internet web wifi email "
                    + "settings account support service customer team help center centre desk app online portal menu home profile "
                    + "security password next steps step note please yes no thanks thank you your the a an and or of for in on to with "
                    + "claims claim policy policies insurance rental car status number details summary options contact us windows mac "
                    + "android iphone chrome firefox safari edge outlook google microsoft apple sign log forgot reset hello hi dear sorry "
                    + "mr mrs ms miss dr prof").split(" "));

    private static final Set<String> OPENERS = Set
            .of(("open choose select click go visit check use enter contact call see read try wait send ask plan order "
                    + "book press tap type start stop change update install remove add keep bring return our your my both all each every with without "
                    + "for from when once since as if after before at on in by under until while where what who how which this that these those "
                    + "is are was were do does did have has had can could will would shall should may might and but or so then now today here there "
                    + "great good sure certainly yes no done perfect right dear also only however please we you they he she it")
                    .split(" "));

    private Names() {}

    static void read(Reading r, List<Fact> facts) {
        for (var hit : r.hits(Mark.CITES)) {
            source(r, hit, facts);
        }
        Publications.read(r, facts);
        for (int i = 0; i < r.size(); i++) {
            if (capital(r, i)) {
                int end = i + 1;
                while (end < r.size() && capital(r, end) && follows(r, end)) {
                    end++;
                }
                name(r, i, end, facts);
                i = end - 1;
            }
        }
    }

    private static void source(Reading r, Reading.Hit hit, List<Fact> facts) {
        int from = hit.to() < r.size() ? r.start(hit.to()) : r.text().length();
        int to = from;
        while (to < r.text().length() && to - from < LONGEST && BREAKS.indexOf(r.text().charAt(to)) < 0) {
            to++;
        }
        if (to - from >= SHORTEST) {
            facts.add(new Source(r.text().substring(from, to), from, to));
        }
    }

    static boolean capital(Reading r, int i) {
        if (!Character.isUpperCase(r.text().charAt(r.start(i)))) {
            return false;
        }
        for (int at = r.start(i) + 1; at < r.end(i); at++) {
            if (Character.isLowerCase(r.text().charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /// A blank lies between, or an initial with its dot.
    private static boolean follows(Reading r, int i) {
        return r.start(i) - r.end(i - 1) == 1 && r.text().charAt(r.end(i - 1)) == ' ';
    }

    private static void name(Reading r, int from, int to, List<Fact> facts) {
        var announced = announced(r, from);
        int first = from;
        while (first < to && harmless(r.word(first))) {
            first++;
            announced |= first < to && announced(r, first);
        }
        if (first == to) {
            return;
        }
        var opening = first == from && opens(r, first);
        if (opening && to - first > 1 && !announced && OPENERS.contains(r.word(first))) {
            first++;
            opening = false;
        }
        if (heading(r.text(), r.start(first), r.end(to - 1)) || opening && to - first < 2 && !announced) {
            return;
        }
        var part = to < r.size() && r.sentence(to) == r.sentence(first) && PARTS.contains(r.word(to));
        if (to - first >= 2 || announced || part) {
            facts.add(new Name(r.text().substring(r.start(first), r.end(to - 1)), announced, r.start(first),
                    r.end(to - 1)));
        }
    }

    private static boolean announced(Reading r, int word) {
        if (word == 0 || r.start(word) - r.end(word - 1) > 2 || !ANNOUNCING.contains(r.word(word - 1))
                || r.sentence(word - 1) != r.sentence(word) && !title(r.word(word - 1))) {
            return false;
        }
        return !PAIRED.contains(r.word(word - 1))
                || word > 1 && ONLY_AFTER.contains(r.word(word - 2) + " " + r.word(word - 1));
    }

    private static boolean title(String word) {
        return word.length() <= 4 && !word.equals("with") && !word.equals("from");
    }

    /// Whether a sentence, a line or a quotation begins with this word.
    static boolean opens(Reading r, int word) {
        int at = r.start(word) - 1;
        while (at >= 0 && r.text().charAt(at) == ' ') {
            at--;
        }
        return at < 0 || ".!?:;•*>\n\"“(-–_#`„«/|".indexOf(r.text().charAt(at)) >= 0;
    }

    /// A line of its own that ends with a colon or is set in marks is a title, not a claim.
    private static boolean heading(String text, int start, int end) {
        int from = text.lastIndexOf('\n', start) + 1;
        int to = text.indexOf('\n', end);
        to = to < 0 ? text.length() : to;
        while (Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return text.charAt(from) == '#' || text.charAt(to - 1) == ':' && to - from < 40
                || text.startsWith("**", from) && text.startsWith("**", to - 2);
    }

    static boolean harmless(String word) {
        var bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        return HARMLESS.contains(bare);
    }
}
