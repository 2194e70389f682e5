package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Fact.Name;
import dev.kintsugi.recovery.detect.Fact.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads what looks like the name of somebody or something, and what is cited as a source. Stateless.
///
/// A name is two or more capitalised words inside a sentence, or one after a word that announces a person. Which of them
/// are known is for the evidence to say.
final class Names {
    private static final Pattern CAPITALISED = Pattern.compile(
            "\\b\\p{Lu}[\\p{L}'’]*\\p{Ll}[\\p{L}'’]*(?:[ ](?:\\p{Lu}\\.[ ])?\\p{Lu}[\\p{L}'’-]*\\p{Ll}[\\p{L}'’]*)*");
    private static final Pattern ANNOUNCED = Pattern
            .compile("(?:\\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\\.?|(?i:\\b(?:dear|hi|hello|hey|thanks|thank you|sorry),?"
                    + "|\\b(?:adjuster|agent|colleague|manager|specialist|advisor|adviser|handler|technician|officer|expert|supervisor|engineer|representative|named|called|name is|contact|contacting|ask for|speak (?:to|with)|talk to|by|from|with)))\\s+$");
    private static final Pattern SENTENCE_START = Pattern.compile("(?:^|[.!?:;•*>\\n\"“(-]\\s*)$");
    private static final Pattern CITED = Pattern.compile(
            "(?i)\\b(?:according to|based on|as (?:stated|described|published|set out|defined|required) (?:in|by|under)|as reported (?:in|by)|reported (?:in|by)|confirmed by|(?:shown|proven|proved|published) (?:in|by)|citing|pursuant to|in line with)\\s+([^.,;:!?\\n]{3,90})");
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

    static void read(Scan scan) {
        var text = scan.left();
        scan.take(CITED, m -> new Source(m.group(1), m.start(1), m.end(1)));
        for (var match : CAPITALISED.matcher(text).results().toList()) {
            name(match, text, scan);
        }
    }

    private static void name(MatchResult match, String text, Scan scan) {
        var before = text.substring(Math.max(0, match.start() - 24), match.start());
        var announced = ANNOUNCED.matcher(before).find();
        var words = new ArrayList<>(List.of(match.group().split(" ")));
        int start = match.start();
        while (!words.isEmpty() && harmless(words.getFirst())) {
            start += words.removeFirst().length() + 1;
            announced |= ANNOUNCED.matcher(text.substring(Math.max(0, start - 24), Math.min(start, text.length())))
                    .find();
        }
        var opening = start == match.start() && SENTENCE_START.matcher(before).find();
        if (opening && words.size() > 1 && !announced && OPENERS.contains(words.getFirst().toLowerCase(Locale.ROOT))) {
            start += words.removeFirst().length() + 1;
            opening = false;
        }
        if (words.isEmpty() || heading(text, match) || opening && words.size() < 2 && !announced) {
            return;
        }
        if (words.size() >= 2 || announced) {
            scan.add(new Name(String.join(" ", words), announced, start, match.end()));
        }
    }

    /// A line of its own that ends with a colon or is set in marks is a title, not a claim.
    private static boolean heading(String text, MatchResult match) {
        var from = text.lastIndexOf('\n', match.start()) + 1;
        var to = text.indexOf('\n', match.end());
        var line = text.substring(from, to < 0 ? text.length() : to).strip();
        return line.startsWith("#") || line.endsWith(":") && line.length() < 40
                || line.startsWith("**") && line.endsWith("**");
    }

    static boolean harmless(String word) {
        return HARMLESS.contains(word.toLowerCase(Locale.ROOT).replace('’', '\'').replaceFirst("'s$", ""));
    }
}
