package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.lab.relay.SeenCall;
import dev.kintsugi.report.story.Words;
import java.util.Locale;

/// A call of a program in the words of a person. Immutable.
record Request(SeenCall call) {
    String id() { return call.request(); }

    /// What acted on it; empty for nothing.
    String fault() { return cause().isEmpty() ? "" : Words.named(cause()); }

    /// The same as the header X-Lab-Fault names it.
    String cause() {
        var fault = call.fault();
        return fault == null ? "" : fault.wire();
    }

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

    /// All about it in a sentence.
    String facts() {
        var arrived = call.arrived();
        return arrived.caller() + " asked " + arrived.model() + (arrived.streamed() ? " for a stream" : "") + " in "
                + call.session() + ", turn " + call.turn() + ", attempt " + arrived.attempt()
                + (waits() ? "; it waits. " : ". ")
                + (waits() ? "" : "Answer: " + status() + ". ")
                + (fault().isEmpty() ? "No fault acted." : "Fault: " + fault() + ".")
                + " Request " + id() + ".";
    }
}
