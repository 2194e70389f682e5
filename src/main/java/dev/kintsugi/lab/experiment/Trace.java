package dev.kintsugi.lab.experiment;

import dev.kintsugi.report.stats.Rate;
import java.util.ArrayList;
import java.util.List;

/// How a condition's success rate settles as one conversation after the other is counted. Immutable.
///
/// @param conversations how many of the finished ones are counted, in their order
/// @param success       of their episodes that say anything about the agent
public record Trace(int conversations, Rate success) {
    /// The rate after each conversation, or after so many of them that there are not more points than wanted. The last
    /// point is always there; none without a conversation.
    ///
    /// @param most points, at least 2
    public static List<Trace> of(Results results, Condition condition, int most) {
        var trials = results.plan().trials();
        var episodes = results.of(condition);
        var all = episodes.size() / trials;
        var step = Math.max(1, (all + most - 2) / (most - 1));
        var points = new ArrayList<Trace>();
        var good = 0;
        var counted = 0;
        for (int done = 1; done <= all; done++) {
            for (var played : episodes.subList((done - 1) * trials, done * trials)) {
                counted += played.verdict().counts() ? 1 : 0;
                good += played.success() ? 1 : 0;
            }
            if (done % step == 0 || done == all) {
                points.add(new Trace(done, Rate.of(good, counted)));
            }
        }
        return points;
    }
}
