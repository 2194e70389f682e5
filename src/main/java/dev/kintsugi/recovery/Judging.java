package dev.kintsugi.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Judgement;
import dev.kintsugi.domain.recovery.Judgement.Ruling;
import dev.kintsugi.domain.recovery.Step;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// Asks a model whether a reply is supported by the evidence. A judge that cannot be asked, or that says something else,
/// gives no verdict: then the reply stands as the detectors left it, and that is said.
///
/// @param model the model that judges
record Judging(String model) {
    static final String NAME = "judge";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST = 300;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Cost NOT_ASKED = new Cost(Usage.NONE, 0);

    /// What the judge objects to; empty when it does not, or gave no verdict.
    Optional<Detection> check(Outcome.Answered answered, LocalDate today, Run run) {
        var judgement = judgement(answered, today, run);
        run.watcher().judged(judgement);
        return switch (judgement.ruling()) {
            case SUPPORTED -> Optional.empty();
            case UNSUPPORTED -> Optional.of(objection(judgement, answered.reply().text()));
            case NONE -> {
                run.step(NAME, Step.Action.GAVE_UP, model + " gave no verdict: " + judgement.why().value());
                yield Optional.empty();
            }
        };
    }

    private Judgement judgement(Outcome.Answered answered, LocalDate today, Run run) {
        var judge = run.judge();
        if (judge == null) {
            return none("no provider is connected that could be asked", answered, NOT_ASKED);
        }
        try {
            var said = judge.ask(model, Brief.of(answered.reply(), run.turn(), today.toString()), answered.attempt(),
                    run.within(PATIENCE));
            return read(said, answered);
        } catch (AgentError e) {
            return none(e.wire().message(), answered, NOT_ASKED);
        }
    }

    private Judgement read(ModelReply said, Outcome.Answered answered) {
        var verdict = verdict(said.text());
        if (!verdict.path("supported").isBoolean()) {
            return none("it did not say whether the reply is supported", answered, new Cost(said.usage(),
                    said.latencyMs()));
        }
        var supported = verdict.path("supported").booleanValue();
        return judgement(supported ? Ruling.SUPPORTED : Ruling.UNSUPPORTED, verdict.path("reason").asText(),
                supported ? "" : verdict.path("quote").asText(), answered, new Cost(said.usage(), said.latencyMs()));
    }

    /// The object in what the model said; some put it into a fence, or words around it.
    private static JsonNode verdict(String said) {
        var from = said.indexOf('{');
        var to = said.lastIndexOf('}');
        try {
            return from < 0 || to < from ? MissingNode.getInstance() : JSON.readTree(said.substring(from, to + 1));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /// What asking cost.
    private record Cost(Usage usage, long latencyMs) {}

    private Judgement none(String why, Outcome.Answered answered, Cost cost) {
        return judgement(Ruling.NONE, why, "", answered, cost);
    }

    private Judgement judgement(Ruling ruling, String why, String quote, Outcome.Answered answered, Cost cost) {
        return new Judgement(answered.attempt(), model, ruling, Text.of(line(why)), Text.of(line(quote)),
                cost.usage().promptTokens(), cost.usage().completionTokens(), cost.latencyMs());
    }

    private static String line(String text) {
        var line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private Detection objection(Judgement judgement, String reply) {
        var quote = judgement.quote().value();
        var start = quote.isEmpty() ? -1 : reply.indexOf(quote);
        var why = judgement.why().value();
        return new Detection(NAME, judgement.attempt(),
                Text.of(model + (why.isEmpty() ? " finds no support for this" : ": " + why)), Math.max(0, start),
                start < 0 ? reply.length() : start + quote.length(), Text.EMPTY);
    }
}
