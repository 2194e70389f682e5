package dev.kintsugi.lab.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.ParserWords;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.lab.scenario.SchemaCheck;

/// The arguments with which a person approves an act instead of those that were asked about. Stateless.
public final class EditedArguments {
    private static final String WHAT = "The arguments cannot be used";
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private EditedArguments() {}

    /// The text, when it is a JSON object that the tool takes. Throws a [Problem] that says what is wrong with it.
    public static String checked(ApprovalRequest request, String arguments) {
        if (!request.editable()) {
            throw new Problem("There is nothing to edit", "the question is what became of an act",
                    "Say yes if it was done, no if it was not");
        }
        var text = arguments.strip();
        var tree = tree(text);
        if (!tree.isObject()) {
            throw new Problem(WHAT, "they are not a JSON object", "Write them as {\"name\": value, ...}");
        }
        SchemaCheck.arguments(tree, asked(request.arguments()), request.parameters());
        return text;
    }

    /// What a model wrote may be no JSON.
    private static JsonNode asked(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Problem(WHAT, "they are not a JSON object" + (at == null
                    ? ""
                    : ", line " + at.getLineNr() + ", column " + at.getColumnNr()) + ": "
                    + ParserWords.of(e.getOriginalMessage()),
                    "Write them as {\"name\": value, ...}");
        }
    }
}
