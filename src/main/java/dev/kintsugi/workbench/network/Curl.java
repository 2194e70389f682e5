package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.Shell;
import dev.kintsugi.domain.event.JsonText;
import dev.kintsugi.domain.model.Api;

/// A question to the gateway as lines for curl, ready to be pasted into a shell. Immutable.
///
/// @param model    as the caller names it
/// @param streamed whether a stream is asked for
/// @param fault    what is done to the call, as the header X-Lab-Fault asks for it; empty for nothing
record Curl(String model, String question, boolean streamed, String fault) {
    static final Curl EXAMPLE = new Curl("any", Language.QUESTION, false, "");

    /// The same, with that done to it.
    Curl failing(String by) { return new Curl(model, question, streamed, by); }

    /// @param base as the clients of that interface take it
    /// @param key  what the caller shows, or a variable of the shell's that has it, e.g. `$KINTSUGI_TOKEN`
    String lines(Api api, String base, String key) {
        return "curl " + switch (api) {
            case CHAT_COMPLETIONS ->
                header("Authorization: Bearer " + key) + body(asked()) + base + "/chat/completions\n";
            case RESPONSES ->
                header("Authorization: Bearer " + key) + body(", \"input\":\n     " + json(question) + "}")
                        + base + "/responses\n";
            case MESSAGES -> header("x-api-key: " + key) + "  " + header("anthropic-version: 2023-06-01")
                    + body(", \"max_tokens\": 1024" + asked()) + base + "/v1/messages\n";
        };
    }

    private String asked() {
        return ", \"messages\": [\n    {\"role\": \"user\", \"content\":\n     " + json(question) + "}]}";
    }

    private String body(String rest) {
        var stream = streamed ? ", \"stream\": true" : "";
        return "  " + header("Content-Type: application/json")
                + (fault.isEmpty() ? "" : "  -H " + Shell.quoted("X-Lab-Fault: " + fault) + " \\\n")
                + "  -d " + Shell.quoted("{\"model\": " + json(model) + stream + rest) + " \\\n  ";
    }

    /// Where the shell has to put a variable in, it must see it.
    private static String header(String line) {
        return "-H " + (line.contains(" $") ? "\"" + line + "\"" : Shell.quoted(line)) + " \\\n";
    }

    private static String json(String text) {
        var out = new StringBuilder();
        JsonText.quoteWhole(text, out);
        return out.toString();
    }
}
