package dev.kintsugi.recovery;

import dev.kintsugi.domain.recovery.Detection;
import java.util.List;
import java.util.stream.Collectors;

/// The note that tells an agent what was wrong with its last answer, and what the evidence says. Stateless.
final class Reproach {
    private static final int MOST = 4;
    private static final int LONGEST = 900;

    private Reproach() {}

    static String note(String reply, List<Detection> found) {
        var reasons = found.stream().limit(MOST).map(d -> reason(reply, d)).collect(Collectors.joining("\n"));
        return cut("Your last answer was not sent to the user.\n" + reasons
                + "\nAnswer the user's last message again. Use only what the conversation, your knowledge and your "
                + "tools say; say so plainly when you do not know.", LONGEST);
    }

    private static String reason(String reply, Detection detection) {
        var span = reply.substring(detection.start(), detection.end());
        var quoted = detection.end() - detection.start() < 80 && !span.isBlank() ? "\"" + span + "\": " : "";
        var evidence = detection.evidence().value();
        return "- " + quoted + detection.reason().value()
                + (evidence.isEmpty() ? "" : " Evidence: " + cut(evidence, 160));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
