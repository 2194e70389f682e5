package dev.kintsugi.lab.errands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of prompts: a JSON array of `{"prompt": "…"}`. Stateless.
public final class PromptsFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WAY_OUT = "Write a JSON array of {\"prompt\": \"…\"}, as in demos/errands/prompts.json";
    private static final int LARGEST = 1024 * 1024;
    private static final int MOST = 10_000;
    private static final int LONGEST = 4_000;

    private PromptsFile() {}

    /// The prompts of a file, in order. Throws a [Problem] that says what is wrong with it.
    public static List<String> read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw problem(file + " is larger than " + LARGEST + " bytes");
            }
            return prompts(JSON.readTree(Files.readAllBytes(file)), file);
        } catch (JsonProcessingException e) {
            throw new Problem("The prompts cannot be read", file + " is no JSON: " + e.getOriginalMessage(), WAY_OUT, e);
        } catch (IOException e) {
            throw new Problem("The prompts cannot be read", file + ": " + FileTrouble.words(e), WAY_OUT, e);
        }
    }

    private static List<String> prompts(JsonNode array, Path file) {
        if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
            throw problem(file + " is no array of 1 to " + MOST + " prompts");
        }
        var all = new ArrayList<String>();
        for (var each : array) {
            var prompt = each.path("prompt");
            if (!prompt.isTextual() || prompt.asText().isBlank() || prompt.asText().length() > LONGEST) {
                throw problem(file + ": number " + (all.size() + 1) + " has no \"prompt\" of 1 to " + LONGEST
                        + " characters");
            }
            all.add(prompt.asText().strip());
        }
        return List.copyOf(all);
    }

    private static Problem problem(String why) { return new Problem("The prompts cannot be read", why, WAY_OUT); }
}
