package dev.kintsugi.lab.workflow;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.work.WorkflowState;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A workflow as its log tells it. Immutable.
///
/// @param definition  the file it came from; empty for one made by a program
/// @param interrupted whether it was under way when the lab was stopped or killed, and nobody has gone on with it
/// @param done        the answers of the steps that are done, by number
/// @param doneBy      the tool that did it, `a person` or `a message`, by number
/// @param stoodIn     what became of the steps that their own tools could not do, by number
/// @param why         why it stands as it does, in words
public record WorkflowStory(SessionId session, String name, String goal, String definition, WorkflowState state,
        boolean interrupted, SortedMap<Integer, String> done, Map<Integer, String> doneBy,
        SortedMap<Integer, StandIn> stoodIn, String why) {
    public WorkflowStory {
        done = new TreeMap<>(done);
        doneBy = Map.copyOf(doneBy);
        stoodIn = new TreeMap<>(stoodIn);
    }

    /// The state as people should hear it.
    public String words() {
        var state = this.state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return interrupted ? "interrupted while " + state : state;
    }
}
