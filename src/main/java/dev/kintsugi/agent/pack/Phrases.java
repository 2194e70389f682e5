package dev.kintsugi.agent.pack;

import java.util.List;

/// What an agent says around its answers. Immutable.
///
/// @param greetings before the answer to a first message that greets
/// @param closings  offers of more help that ask nothing in particular
/// @param unknown   the honest "I don't know", which offers a person
/// @param repeat    before something that was said before
/// @param noAsking  instead of a question, when it must not be asked again
/// @param evidence  before an answer that must rest on the sources alone
/// @param offering  the offer that goes with not knowing
public record Phrases(List<String> greetings, List<String> closings, List<String> unknown, List<String> repeat,
        List<String> noAsking, List<String> evidence, String offering) {
    public Phrases {
        if (greetings.isEmpty() || closings.isEmpty() || unknown.isEmpty() || repeat.isEmpty() || noAsking.isEmpty()
                || evidence.isEmpty()) {
            throw new IllegalArgumentException(
                    "phrases are needed for greetings, closings, unknown, repeat, noAsking and evidence");
        }
        greetings = lines(greetings);
        closings = lines(closings);
        unknown = lines(unknown);
        repeat = lines(repeat);
        noAsking = lines(noAsking);
        evidence = lines(evidence);
    }

    private static List<String> lines(List<String> texts) { return texts.stream().map(Words::oneLine).toList(); }
}
