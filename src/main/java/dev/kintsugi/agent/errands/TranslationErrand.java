package dev.kintsugi.agent.errands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.agent.errands.Errand.Parameter;
import dev.kintsugi.domain.model.Effect;
import java.util.List;
import java.util.Locale;

/// Translates, by LibreTranslate's interface. Stateless.
final class TranslationErrand {
    static final List<Errand> ALL = List.of(Errand.of("translation", "translate", Effect.READ,
            "Translates a text, from whatever language it is in.",
            List.of(Parameter.required("text", "what to translate"),
                    Parameter.required("language", "into which language, e.g. Spanish or es")),
            (by, _) -> Question.json("/translate",
                    JsonNodeFactory.instance.objectNode().put("q", by.required("text")).put("source", "auto")
                            .put("target", code(by.required("language")))),
            (by, _, answer) -> {
                var json = JsonNodeFactory.instance.objectNode();
                json.putObject("translation").put("text", by.text("text")).put("language", by.text("language"))
                        .put("translated", answer.path("translatedText").asText());
                return json;
            }));

    private TranslationErrand() {}

    /// By its name in English or in itself; anything else is left to the service.
    private static String code(String language) {
        var wanted = language.toLowerCase(Locale.ROOT);
        for (var each : List.of(Locale.ENGLISH, Locale.of("es"), Locale.FRENCH, Locale.GERMAN)) {
            if (each.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT).equals(wanted)
                    || each.getDisplayLanguage(each).toLowerCase(Locale.ROOT).equals(wanted)) {
                return each.getLanguage();
            }
        }
        return wanted;
    }
}
