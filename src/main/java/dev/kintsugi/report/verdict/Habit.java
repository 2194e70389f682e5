package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.error.Severity;
import java.util.Locale;

/// A bad habit of a program that calls a model.
public enum Habit {
    RETRIED_IN_VAIN(Severity.MEDIUM, "It tries again what cannot heal",
            "The answer said that the request itself is refused (a bad request, a wrong key, a missing model, a used-up"
                    + " quota). The same request again gets the same answer, costs time, and may lock the key.",
            "Retry only 408, 409, 429 without insufficient_quota, 5xx and broken connections. Obey x-should-retry."), TOO_EARLY(
                    Severity.MEDIUM, "It comes back before Retry-After has passed",
                    "The answer asked to wait, and the next attempt came sooner. A provider counts such calls against the"
                            + " limit, so the wait gets longer.",
                    "Wait at least retry-after-ms, or else retry-after, before the next attempt."), NO_BACKOFF(
                            Severity.MEDIUM, "It tries again without a pause",
                            "Two or more attempts followed a failure at once, and so do most of its attempts. A service that is down for a second is asked many times in"
                                    + " that second and stays down longer.",
                            "Pause before each attempt, longer each time, with some chance in it: 0.5 s, 1 s, 2 s, at most 8 s."), GAVE_UP(
                                    Severity.MEDIUM, "It gives up on a failure that passes",
                                    "The failure was one that a second attempt mends, and there was none.",
                                    "Retry two or three times, with a growing pause."), RETRY_STORM(Severity.HIGH,
                                            "It storms",
                                            "One request came again and again, far more often than can help.",
                                            "Limit the attempts of a request, three say, and those of all requests together."), ACCEPTED_TRUNCATED(
                                                    Severity.HIGH, "It takes a reply that was cut for a whole one",
                                                    "The stream ended without its end, and the text that had come until then went on as the assistant's"
                                                            + " answer.",
                                                    "Take a stream for whole only after a finish_reason and [DONE], or after response.completed or message_stop; else treat it as a failed call."), SWALLOWED_ERROR(
                                                            Severity.HIGH, "It swallows an error in mid-stream",
                                                            "An error object, or a chunk that is no JSON, came in the middle of the stream; what had come around it went"
                                                                    + " on as the assistant's answer.",
                                                            "Look at each chunk for an error before its choices, and let a chunk that cannot be read fail the call."), USED_EMPTY(
                                                                    Severity.HIGH, "It uses an empty reply",
                                                                    "A 200 had nothing in it, and the conversation went on with an"
                                                                            + " empty answer of the assistant.",
                                                                    "Treat an empty body, or a reply without content and tool calls, as a"
                                                                            + " failed call.");

    private final Severity severity;
    private final String summary;
    private final String explanation;
    private final String solution;

    Habit(Severity severity, String summary, String explanation, String solution) {
        this.severity = severity;
        this.summary = summary;
        this.explanation = explanation;
        this.solution = solution;
    }

    public Severity severity() { return severity; }

    /// In one sentence.
    public String summary() { return summary; }

    /// What happens, and what it leads to.
    public String explanation() { return explanation; }

    /// What to do about it.
    public String solution() { return solution; }

    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
