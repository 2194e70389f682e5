package dev.kintsugi.agent.pack;

import java.util.List;

/// A question that can be answered with yes or no. Immutable.
///
/// @param say      variants, without blanks, so that it is recognised in what was said
/// @param yes      the intent that a yes begins
/// @param declined what to say after a no
public record Offer(String id, List<String> say, String yes, List<String> declined) {
    public Offer {
        Words.filled("an offer's id", id);
        Words.filled("what a yes to offer " + id + " begins", yes);
        say = say.stream().map(Words::oneLine).toList();
        declined = declined.stream().map(Words::oneLine).toList();
        if (say.isEmpty() || declined.isEmpty()) {
            throw new IllegalArgumentException("offer '" + id + "' needs words to say and words after a no");
        }
    }
}
