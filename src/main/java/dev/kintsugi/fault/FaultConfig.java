package dev.kintsugi.fault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.ParserWords;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.FailureMode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The configuration of a row of `failure_scenarios`: a JSON object that people write freely. Keys that mean something
/// are read, all others left alone. Throws a [Problem] that names a key with a value of no use. Immutable.
///
/// - `probability`, or a key that ends in `_probability`: a number from 0 to 1
/// - `triggers`, `trigger_words`, or a key that ends in `_triggers` or is `trigger_keywords`: words
/// - `texts`, `replies`, `responses` or `messages`: what to say
/// - `status`: an HTTP status from 400 to 599
/// - the names of a mode's parameters, and their names in the rows of the twelve: `token_limit`, `logic_error_types`
public final class FaultConfig {
    private static final int MOST_DIGITS = 40;
    private static final int WORDS = 100;
    private static final int WORD = 100;
    private static final int TEXTS = 50;
    private static final int TEXT = 4_000;
    private static final List<String> SAYINGS = List.of("texts", "replies", "responses", "messages");
    private static final Map<String, String> OTHER_NAMES = Map.of("token_limit", "token_threshold",
            "logic_error_types", "types");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).maxNumberLength(50).build())
            .build()).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final JsonNode root;

    /// Reads the text; empty text is an empty object.
    public FaultConfig(String json) {
        root = tree(json.isEmpty() ? "{}" : json);
        if (!root.isObject()) {
            throw bad("config", "it is a JSON object");
        }
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Problem("The configuration of the fault cannot be read", ParserWords.of(e.getOriginalMessage()),
                    "Correct it and try again", e);
        } catch (NumberFormatException e) {
            throw new Problem("The configuration of the fault cannot be read", "a number in it is out of all bounds",
                    "Correct it and try again", e);
        }
    }

    static String setting(Custom named, boolean on) {
        var object = JSON.createObjectNode();
        object.put("failure_type", named.category().wire()).put("enabled", on);
        object.set("config", tree(named.config().isEmpty() ? "{}" : named.config()));
        return object.toString();
    }

    boolean has(String key) { return root.hasNonNull(key); }

    /// The chance, when one is set.
    public Optional<Probability> probability() {
        var key = has("probability") ? "probability" : first("_probability");
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var value = root.get(key);
        if (!value.isNumber() || outOfAllBounds(value.decimalValue()) || value.decimalValue().signum() < 0
                || value.decimalValue().compareTo(BigDecimal.ONE) > 0) {
            throw bad(key, "it is a number from 0 to 1");
        }
        return Optional.of(new Probability(value.decimalValue().movePointRight(6).setScale(0, RoundingMode.HALF_EVEN)
                .intValueExact()));
    }

    List<String> triggers() {
        for (var key : List.of("triggers", "trigger_words", "trigger_keywords", first("_triggers"))) {
            if (has(key)) {
                return strings(key, WORDS, WORD).stream().map(w -> w.strip().toLowerCase(Locale.ROOT))
                        .filter(w -> !w.isEmpty()).toList();
            }
        }
        return List.of();
    }

    List<String> texts() {
        return SAYINGS.stream().filter(this::has).findFirst().map(key -> strings(key, TEXTS, TEXT)).orElse(List.of());
    }

    List<String> words(String key) { return has(key) ? strings(key, WORDS, WORD) : List.of(); }

    int status() {
        if (!has("status")) {
            return 0;
        }
        var status = root.get("status");
        if (!status.isInt() || status.intValue() < 400 || status.intValue() > 599) {
            throw bad("status", "it is an HTTP status from 400 to 599");
        }
        return status.intValue();
    }

    /// The key under which this configuration keeps a parameter of the mode; the parameter's own name where it does not.
    public String key(FailureMode mode, Parameter parameter) {
        return root.properties().stream().map(Map.Entry::getKey).filter(k -> named(mode, k, parameter)).findFirst()
                .orElse(parameter.name());
    }

    /// The text of one parameter of a mode that JSON says, e.g. `5-30` of `[5, 30]`. Throws a [Problem] for an unknown one.
    public static String parameter(FailureMode mode, String name, JsonNode value) {
        var object = JSON.createObjectNode();
        object.set(name, value);
        return new FaultConfig(object.toString()).text(name, object.get(name), Modes.parameter(mode, name));
    }

    /// What is said of the mode's parameters, as their texts. Not yet checked against the mode.
    public Map<String, String> parameters(FailureMode mode) {
        var all = new TreeMap<String, String>();
        for (var parameter : Modes.parameters(mode)) {
            root.properties().stream().filter(e -> !e.getValue().isNull() && named(mode, e.getKey(), parameter))
                    .findFirst().ifPresent(e -> all.put(parameter.name(), text(e.getKey(), e.getValue(), parameter)));
        }
        return all;
    }

    private static boolean named(FailureMode mode, String key, Parameter parameter) {
        var other = OTHER_NAMES.get(key);
        return key.equals(parameter.name()) && !parameter.name().equals(Parameter.TTL)
                || parameter.name().equals(other)
                        && (mode == FailureMode.TOKEN_LIMIT || mode == FailureMode.INCORRECT_REASONING);
    }

    private String text(String key, JsonNode value, Parameter parameter) {
        if (value.isArray() && parameter.kind() == Parameter.Kind.RANGE) {
            var ends = new ArrayList<String>();
            value.forEach(v -> ends.add(v.asText()));
            return String.join("-", ends);
        }
        if (value.isArray()) {
            return String.join(",", strings(key, WORDS, WORD));
        }
        if (value.isObject()) {
            throw bad(key, parameter.allowed());
        }
        return value.isNumber() ? plain(key, value.decimalValue()) : value.asText();
    }

    /// Writing out a number such as 1e999999999 would take all memory.
    private static boolean outOfAllBounds(BigDecimal number) {
        return number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS;
    }

    private static String plain(String key, BigDecimal number) {
        if (outOfAllBounds(number)) {
            throw bad(key, "the number is out of all bounds");
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private List<String> strings(String key, int most, int longest) {
        var value = root.get(key);
        var all = new ArrayList<String>();
        if (value.isTextual()) {
            all.add(value.textValue());
        } else if (value.isArray()) {
            value.forEach(v -> all.add(v.isTextual() ? v.textValue() : ""));
        }
        if (all.isEmpty() && !value.isArray() || all.size() > most
                || all.stream().anyMatch(s -> s.isBlank() || s.length() > longest)) {
            throw bad(key, "it is a list of at most " + most + " texts of 1 to " + longest + " characters");
        }
        return all;
    }

    private String first(String ending) {
        return root.properties().stream().filter(e -> e.getKey().endsWith(ending) && !e.getValue().isNull())
                .map(Map.Entry::getKey).findFirst().orElse("");
    }

    static String shortened(String value) { return value.length() > 64 ? value.substring(0, 64) + "…" : value; }

    private static Problem bad(String key, String allowed) {
        return new Problem("The setting '" + key + "' of the fault cannot be used", allowed,
                "Correct it, or leave it out");
    }
}
