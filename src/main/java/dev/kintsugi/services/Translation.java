package dev.kintsugi.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A translator in the shape of LibreTranslate: `POST /translate` with `q`, `source` and `target` (as JSON, as a form or
/// in the query), and `GET /languages`. It has a phrase book and a small dictionary: what is in neither stays as it is.
/// Immutable.
final class Translation implements Service {
    private static final Map<String, String> LANGUAGES = Map.of("en", "English", "es", "Spanish", "fr", "French", "de",
            "German");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+");
    private static final String END = ".!?";
    private static final Pattern WORD = Pattern.compile("[\\p{L}']+");

    private final List<JsonNode> entries = new ArrayList<>();

    Translation() {
        var data = DataFile.read("translation.json");
        data.path("phrases").forEach(entries::add);
        data.path("words").forEach(entries::add);
    }

    @Override
    public ServiceName name() { return ServiceName.TRANSLATION; }

    @Override
    public Answer answer(Asked asked) throws Refusal {
        if (asked.get("/languages")) {
            return Answer.ok(languages());
        }
        if (!asked.post("/translate")) {
            throw Refusal.unknown("Not Found");
        }
        var text = said(asked, "q");
        if (text.isEmpty()) {
            throw Refusal.bad("Invalid request: missing q parameter");
        }
        var target = language(asked, "target");
        var auto = said(asked, "source").equals("auto");
        var source = auto ? detected(text) : language(asked, "source");
        var answer = JsonNodeFactory.instance.objectNode().put("translatedText", translated(text, source, target));
        if (auto) {
            answer.putObject("detectedLanguage").put("confidence", 90).put("language", source);
        }
        return Answer.ok(answer);
    }

    /// In the body, or as a parameter, as clients of this interface send it too.
    private static String said(Asked asked, String name) throws Refusal {
        var text = asked.text(name);
        return text.isEmpty() ? asked.field(name) : text;
    }

    /// Every language goes into every one, itself too.
    private static ArrayNode languages() {
        var all = JsonNodeFactory.instance.arrayNode();
        var codes = LANGUAGES.keySet().stream().sorted().toList();
        for (var code : codes) {
            var targets = all.addObject().put("code", code).put("name", LANGUAGES.get(code)).putArray("targets");
            codes.forEach(targets::add);
        }
        return all;
    }

    private static String language(Asked asked, String name) throws Refusal {
        var code = said(asked, name);
        if (code.isEmpty()) {
            throw Refusal.bad("Invalid request: missing " + name + " parameter");
        }
        if (!LANGUAGES.containsKey(code)) {
            throw Refusal.bad(code + " is not supported");
        }
        return code;
    }

    /// The language that knows most of its words.
    private String detected(String text) {
        var known = new HashMap<String, Integer>();
        for (var code : LANGUAGES.keySet()) {
            known.put(code, (int) WORD.matcher(text).results().filter(w -> find(w.group(), code).isPresent()).count()
                    + (find(text, code).isPresent() ? LANGUAGES.size() : 0));
        }
        return known.entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(e -> e.getKey().equals("en"))).map(Map.Entry::getKey).orElse("en");
    }

    private String translated(String text, String source, String target) {
        var whole = find(text, source);
        if (whole.isPresent()) {
            return ended(text, whole.get().path(target).asText());
        }
        var sentences = new ArrayList<String>();
        for (var sentence : SENTENCE.split(text)) {
            sentences.add(find(sentence, source).map(e -> ended(sentence, e.path(target).asText()))
                    .orElseGet(() -> byWord(sentence, source, target)));
        }
        return String.join(" ", sentences);
    }

    /// With the mark at the end that the original has.
    private static String ended(String original, String translated) {
        var mark = original.substring(original.length() - 1);
        return END.contains(mark) && !END.contains(translated.substring(translated.length() - 1))
                ? translated + mark
                : translated;
    }

    private String byWord(String sentence, String source, String target) {
        return WORD.matcher(sentence).replaceAll(word -> Matcher.quoteReplacement(
                find(word.group(), source).map(e -> cased(word.group(), e.path(target).asText()))
                        .orElse(word.group())));
    }

    private static String cased(String like, String word) {
        return Character.isUpperCase(like.charAt(0))
                ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                : word;
    }

    private Optional<JsonNode> find(String text, String language) {
        var wanted = bare(text);
        return entries.stream().filter(e -> bare(e.path(language).asText()).equals(wanted)).findFirst();
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d']+", " ").strip();
    }

    @Override
    public ObjectNode refused(Refusal refusal) {
        return JsonNodeFactory.instance.objectNode().put("error", refusal.words());
    }
}
