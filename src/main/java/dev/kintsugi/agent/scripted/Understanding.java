package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.pack.Intent;
import dev.kintsugi.agent.pack.Offer;
import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.search.PhraseIndex;
import dev.kintsugi.agent.search.Remembered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Understands a message in the light of those before it: an answer to a question, a yes or no to an offer, a follow-up,
/// or something new. Safe for many threads.
final class Understanding {
    private static final int LOOK_BACK = 32;
    private static final int SHORT = 16;
    private static final int TALKS = 256;
    private static final double SURE = 0.5;
    private static final double NEW_MATTER = 0.78;
    private static final double SECOND = 0.62;
    private static final double SMALL = 0.55;
    private static final double SURELY_SMALL = 0.9;
    private static final Pattern YES = Pattern.compile(
            "^((oh |ok |okay )?(yes|yeah|yep|yup|sure|please do|go ahead|do it"
                    + "|do that|absolutely|of course|that would be (great|good|nice|lovely)|sounds good|i'd like that|definitely)"
                    + "\\b.{0,60}|((okay|ok|fine|alright|please|then|do|it|that|now)\\W*+)++)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO = Pattern.compile(
            "^(no|nope|nah|not now|not yet|no need|don't|rather not|never mind|leave it)\\b.{0,30}$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern VALUE = Pattern.compile("\\{[^}]*}");

    private final Pack pack;
    private final Mentions mentions;
    private final PhraseIndex phrases;
    private final Ear ear;
    private final Remembered<List<Talk.Line>, Meaning> understood = new Remembered<>(this::next, TALKS);

    Understanding(Pack pack, PhraseIndex phrases, Mentions mentions) {
        this.pack = pack;
        this.mentions = mentions;
        this.phrases = phrases;
        this.ear = new Ear(phrases, pack.intents().stream().filter(intent -> !intent.cues().isEmpty()).toList());
    }

    /// What the last line means. What a short talk meant so far is remembered: its next message, another attempt and another
    /// arm of an experiment read only what is new.
    Meaning of(List<Talk.Line> lines) { return lines.size() > SHORT ? read(lines) : understood.of(lines); }

    private Meaning next(List<Talk.Line> lines) {
        var before = lines.size() < 2 ? Meaning.NONE : understood.of(lines.subList(0, lines.size() - 1));
        return lines.isEmpty() || !lines.getLast().user() ? before : of(lines, lines.size() - 1, before);
    }

    private Meaning read(List<Talk.Line> lines) {
        var meaning = Meaning.NONE;
        for (int i = Math.max(0, lines.size() - LOOK_BACK); i < lines.size(); i++) {
            if (lines.get(i).user()) {
                meaning = of(lines, i, meaning);
            }
        }
        return meaning;
    }

    private Meaning of(List<Talk.Line> lines, int at, Meaning before) {
        var text = lines.get(at).text();
        var area = before.areaAfter();
        var heard = ear.hear(mentions.without(text), area);
        var continued = continued(before, text, heard);
        if (continued.isPresent()) {
            return meaning(List.of(continued.get()), area, at, before);
        }
        var offer = offered(lines, at);
        if (offer.isPresent() && NO.matcher(text).find()) {
            return new Meaning(List.of(), offer, area, Optional.empty(), at);
        }
        if (offer.isPresent() && YES.matcher(text).find()) {
            return meaning(pack.intent(offer.get().yes()).stream().toList(), area, at, before);
        }
        if (YES.matcher(text).find() && asked(before, lines, at)) {
            return meaning(before.matter().stream().toList(), area, at, before);
        }
        return meaning(chosen(text, heard), area, at, before);
    }

    /// Whether the agent has just asked for what the matter still lacks: a mere yes is no answer to that.
    private static boolean asked(Meaning before, List<Talk.Line> lines, int at) {
        if (at == 0 || lines.get(at - 1).user()) {
            return false;
        }
        var said = lines.get(at - 1).text();
        return before.matter().stream().flatMap(intent -> intent.plan().stream()).flatMap(step -> step.ask().stream())
                .anyMatch(ask -> VALUE.splitAsStream(ask).allMatch(said::contains));
    }

    /// The matter goes on, and its beginning stays, as long as the main intent is the same; small talk does not end it.
    private static Meaning meaning(List<Intent> intents, String area, int at, Meaning before) {
        var main = intents.isEmpty() ? Optional.<Intent>empty() : Optional.of(intents.getFirst());
        var matter = main.filter(Intent::small).isPresent() ? before.matter() : main;
        var same = matter.isPresent() && before.matter().equals(matter);
        return new Meaning(intents, Optional.empty(), area, matter, same ? before.flow() : at);
    }

    /// The offer that the agent made last, if any.
    private Optional<Offer> offered(List<Talk.Line> lines, int at) {
        if (at == 0 || lines.get(at - 1).user()) {
            return Optional.empty();
        }
        var said = lines.get(at - 1).text();
        return pack.offers().stream().filter(offer -> offer.say().stream().anyMatch(said::contains)).findFirst();
    }

    /// The intent before, when this message only gives what it needs.
    private Optional<Intent> continued(Meaning before, String text, List<Ear.Heard> heard) {
        var given = mentions.in(text).stream().filter(mention -> !mention.entity().ours())
                .map(mention -> mention.entity().name()).toList();
        var strongest = heard.stream().filter(h -> !h.intent().small()).mapToDouble(Ear.Heard::score).max().orElse(0);
        return before.matter().filter(_ -> strongest < NEW_MATTER)
                .filter(intent -> intent.plan().stream().anyMatch(step -> step.waitsFor(given)));
    }

    private List<Intent> chosen(String text, List<Ear.Heard> heard) {
        if (onlyNames(text)) {
            var starting = started(text);
            if (starting.isPresent()) {
                return List.of(starting.get());
            }
        }
        var serious = heard.stream().filter(h -> !h.intent().small() && h.score() >= SURE).toList();
        var small = heard.stream().filter(h -> h.intent().small() && h.clause() == 0 && h.score() >= SURELY_SMALL)
                .findFirst();
        if (small.isPresent() && (serious.isEmpty() || serious.getFirst().score() < small.get().score())) {
            return List.of(small.get().intent());
        }
        if (!serious.isEmpty()) {
            return withSecond(serious);
        }
        var starting = started(text);
        if (starting.isPresent()) {
            return List.of(starting.get());
        }
        return heard.stream().filter(h -> h.intent().small() && h.score() >= SMALL).limit(1).map(Ear.Heard::intent)
                .toList();
    }

    /// Two matters in one message are both answered when they are in different parts of it.
    private static List<Intent> withSecond(List<Ear.Heard> serious) {
        var first = serious.stream().filter(h -> !h.intent().yields()).findFirst()
                .filter(h -> h.clause() != serious.getFirst().clause() || h.score() >= SECOND)
                .orElse(serious.getFirst());
        var both = new ArrayList<>(List.of(first.intent()));
        serious.stream()
                .filter(h -> !h.intent().yields() && h.score() >= (h.intent().plan().isEmpty() ? NEW_MATTER : SECOND)
                        && h.clause() != 0 && first.clause() != 0
                        && h.clause() != first.clause() && !h.intent().area().equals(first.intent().area()))
                .findFirst()
                .ifPresent(second -> both.add(second.clause() < first.clause() ? 0 : 1, second.intent()));
        return both;
    }

    /// Whether nothing is said but a number or name, and what it is: "my claim number is ...".
    private boolean onlyNames(String text) {
        var named = mentions.in(text);
        var kinds = named.stream().map(mention -> mention.entity().name().replace('_', ' '))
                .collect(Collectors.joining(" "));
        var rest = new HashSet<>(phrases.topics(mentions.without(text)));
        rest.removeAll(phrases.stems(kinds + " claim policy sure yes hi hello"));
        return !named.isEmpty() && rest.isEmpty();
    }

    private Optional<Intent> started(String text) {
        return mentions.in(text).stream().map(mention -> mention.entity().name())
                .flatMap(name -> pack.intents().stream().filter(intent -> intent.starts().contains(name))).findFirst();
    }
}
