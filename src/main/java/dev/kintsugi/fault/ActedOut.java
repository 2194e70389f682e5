package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.ArrayList;
import java.util.List;

/// Has a real model act a failure out, by an instruction of its own in a second call. Immutable.
record ActedOut(Scene scene) {
    static final Parameter ACTING = Parameter.choice("acting", "Acted by", "auto", List.of("auto", "text", "model"),
            "Who makes the bad reply: the catalogue (text), the model itself, or the model where it is a real one.");

    /// What the model answers with the instruction; the natural reply itself when it is not asked or gives nothing.
    ModelReply reply(Wire inner, Model model, ModelRequest request, ModelReply natural) {
        if (!asked(natural)) {
            return natural;
        }
        try {
            var acted = inner.model(model, instructed(request, natural), TokenSink.NONE);
            return acted.text().isBlank() || acted.text().equals(natural.text())
                    ? natural
                    : new ModelReply(acted.text(), List.of(), natural.finish(), natural.model(), acted.usage(),
                            natural.latencyMs() + acted.latencyMs(), natural.simulated());
        } catch (AgentError e) {
            return natural;
        }
    }

    /// A loop that goes on repeats what was said, and a made-up fault may bring its own words: no model is needed then.
    private boolean asked(ModelReply natural) {
        if (!scene.ownTexts().isEmpty()) {
            return false;
        }
        return switch (scene.parameter(ACTING.name())) {
            case "model" -> true;
            case "auto" -> !natural.simulated()
                    && !(scene.mode() == FailureMode.INFINITE_LOOP && !scene.said().isEmpty());
            default -> false;
        };
    }

    private ModelRequest instructed(ModelRequest request, ModelReply natural) {
        var messages = new ArrayList<>(request.messages());
        messages.add(Message.system(scene.catalogue().acting().replace("{natural}", natural.text())));
        return new ModelRequest(request.model(), messages, List.of(), request.maxTokens(), request.key(),
                request.deadline());
    }

    static List<Change> changes(ModelReply natural, ModelReply observed) {
        return List.of(new Change(Change.Kind.WHOLE, Text.of(natural.text()), Text.of(observed.text())));
    }
}
