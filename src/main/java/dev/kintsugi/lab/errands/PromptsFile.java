package dev.kintsugi.lab.errands;

import dev.kintsugi.services.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of prompts: a JSON array of `{"prompt": "…"}`. Stateless.
public final class PromptsFile {
    private static final String WAY_OUT = "Name a file that is a JSON array of {\"prompt\": \"...\"}, as demos/errands/prompts.json";
    private static final int MOST = 10_000;
    private static final int LONGEST = 4_000;

    private PromptsFile() {}

    /// The prompts of a file, in order. Throws a [dev.kintsugi.domain.Problem] that says what is wrong with it.
    public static List<String> read(Path path) {
        var file = new JsonFile(path, "The prompts", WAY_OUT);
        var all = new ArrayList<String>();
        for (var each : file.array(MOST)) {
            var prompt = each.path("prompt");
            if (!prompt.isTextual() || prompt.asText().isBlank() || prompt.asText().length() > LONGEST) {
                throw file.problem(
                        "number " + (all.size() + 1) + " has no \"prompt\" of 1 to " + LONGEST + " characters");
            }
            all.add(prompt.asText().strip());
        }
        return List.copyOf(all);
    }
}
