package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.fault.wire.Ordered;
import dev.kintsugi.lab.relay.SeenCall;
import dev.kintsugi.report.story.Words;
import java.util.Locale;
import java.util.Optional;

/// A call of a program in the words of a person. Immutable.
record Request(SeenCall call) {
    String id() { return call.request(); }

    /// What acted on it; empty for nothing.
    String fault() {
        var fault = call.fault();
        return fault == null ? "" : Words.named(fault.wire());
    }

    /// The same with its parameters.
    private Optional<Ordered> ordered() {
        var fault = call.fault();
        return fault == null ? Optional.empty() : Ordered.of(fault, call.config());
    }

    /// The same as the header X-Lab-Fault asks for it; empty when it cannot.
    Optional<String> forced() { return ordered().flatMap(Ordered::header); }

    /// Who asked, without the name of its own base URL, which is that of its session.
    String caller() {
        var caller = call.arrived().caller();
        var named = call.session().value() + " (";
        return caller.startsWith(named) ? caller.substring(named.length(), caller.length() - 1) : caller;
    }

    /// By which interface it came.
    Api api() { return call.api(); }

    /// The last thing that was said to the model; a further attempt says the same.
    String asked() { return call.message().isEmpty() ? "(the same again)" : call.message(); }

    boolean waits() { return call.answered() == null; }

    /// Whether the caller was answered with a failure that it could see.
    boolean failed() {
        var answer = call.answered();
        return answer != null && answer.ending().failed();
    }

    /// Whether what the caller was sent tells an error, or nothing, instead of a reply.
    boolean isError() {
        var answer = call.answered();
        return answer != null && (answer.ending() == Ending.ERROR || failed() && answer.sent().value().isEmpty());
    }

    /// How it was answered, in a word or two, e.g. `200`, `429`, `200, cut`.
    String status() {
        var answer = call.answered();
        if (answer == null) {
            return "waits";
        }
        var ending = answer.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (answer.ending()) {
            case REPLY, ERROR -> Integer.toString(answer.status());
            default -> answer.status() > 0 ? answer.status() + ", " + ending : ending;
        };
    }

    /// What the caller was sent, in words; how it ended when it was sent none.
    String observed() {
        var answer = call.answered();
        if (answer == null) {
            return "";
        }
        return isError() && answer.sent().value().isEmpty() ? status() : answer.sent().value();
    }

    private String parameters() {
        return ordered().map(o -> o.text().substring(o.name().length())).filter(set -> !set.isEmpty())
                .map(set -> " " + set).orElse("");
    }

    /// All about it in a sentence.
    String facts() {
        var arrived = call.arrived();
        return caller() + " asked " + arrived.model() + " (" + api().words() + ")"
                + (arrived.streamed() ? " for a stream" : "") + " in " + call.session() + ", turn " + call.turn()
                + ", attempt " + arrived.attempt()
                + (waits() ? "; it waits. " : ". ")
                + (waits() ? "" : "Answer: " + status() + ". ")
                + (fault().isEmpty() ? "No fault acted." : "Fault: " + fault() + parameters() + ".")
                + " Request " + id() + ".";
    }
}
