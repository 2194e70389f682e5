package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.agent.tokens.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is asked of [EmbeddingsDoor]. Immutable.
///
/// @param size   of each vector
/// @param packed whether vectors are sent as base64 of their floats
/// @param tokens of all texts
record EmbeddingRequest(String model, List<String> texts, int size, boolean packed, int tokens) {
    private static final int MOST_INPUTS = 2048;
    private static final int LONGEST_INPUT = 8192;
    private static final int SMALL = 1536;
    private static final int LARGE = 3072;
    /// What the models of embeddings read by.
    private static final String ENCODING = "cl100k_base";

    /// @throws RefusedCall when it makes none
    static EmbeddingRequest of(JsonNode tree) {
        var model = RequestReader.model(tree);
        if (!tree.hasNonNull("input")) {
            throw Complaints.missing("input");
        }
        var full = model.contains("large") ? LARGE : SMALL;
        Values.whole(tree, "dimensions", 1, full);
        Values.optional(tree, "encoding_format", JsonNode::isTextual, "a string");
        var format = tree.path("encoding_format").asText("float");
        Complaints.among(List.of("float", "base64"), "encoding_format", JsonNodeFactory.instance.textNode(format));
        var tokens = Tokens.ofEncoding(ENCODING);
        var texts = texts(tree.path("input"), tokens);
        var all = 0;
        for (var i = 0; i < texts.size(); i++) {
            var count = tokens.count(texts.get(i));
            if (count > LONGEST_INPUT) {
                throw RefusedCall.bad("input", null, "Invalid 'input': maximum input length is " + LONGEST_INPUT
                        + " tokens, but input " + (i + 1) + " of " + texts.size() + " has " + count + ".");
            }
            all += count;
        }
        return new EmbeddingRequest(model, texts, tree.path("dimensions").asInt(full), format.equals("base64"), all);
    }

    private static String place(int index) { return "input[" + index + "]"; }

    /// A text or a list of tokens, or a list of either.
    private static List<String> texts(JsonNode input, Tokens tokens) {
        if (input.isTextual()) {
            return List.of(full(input.textValue(), "input"));
        }
        Complaints.unless(input.isArray(), "input", "a string or an array", input);
        if (input.isEmpty()) {
            throw Complaints.empty("input");
        }
        if (input.get(0).isIntegralNumber()) {
            return List.of(text(input, "input", tokens));
        }
        Complaints.atMost(MOST_INPUTS, "input", input);
        var texts = new ArrayList<String>();
        for (var one : input) {
            var place = place(texts.size());
            Complaints.unless(one.isTextual() || one.isArray(), place, "a string or an array of integers", one);
            texts.add(one.isTextual() ? full(one.textValue(), place) : text(one, place, tokens));
        }
        return texts;
    }

    private static String full(String text, String place) {
        if (text.isEmpty()) {
            throw RefusedCall.bad("input", "invalid_value",
                    "Invalid '" + place + "': input cannot be an empty string.");
        }
        return text;
    }

    /// Clients that count tokens themselves send these in place of the text.
    private static String text(JsonNode list, String place, Tokens tokens) {
        if (list.isEmpty()) {
            throw Complaints.empty(place);
        }
        for (var i = 0; i < list.size(); i++) {
            Complaints.unless(list.get(i).isIntegralNumber(), place + "[" + i + "]", "an integer", list.get(i));
        }
        return Optional.of(list).filter(all -> all.valueStream().allMatch(JsonNode::canConvertToInt))
                .flatMap(all -> tokens.text(all.valueStream().mapToInt(JsonNode::intValue).toArray()))
                .orElseThrow(() -> RefusedCall.bad("input", "invalid_value",
                        "Invalid '" + place + "': holds a number that is no token of " + ENCODING + "."));
    }
}
