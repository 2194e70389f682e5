package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.people.Act;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of a script: what the customer says, and what is done to the agent meanwhile. Immutable.
///
/// @param number        its place in the script, from 1
/// @param name          a few words, unique in its scenario
/// @param fault         what is forced on the agent's answer; absent when nothing is
/// @param restartBefore whether the agent is restarted before this step
/// @param pause         lab time that passes before the customer speaks
/// @param people        what a person does with what is asked of people in this step, in order; silence after the last
/// @param question      what a teacher may ask before the step; may be empty
/// @param look          what to look at after it; may be empty
public record ScriptStep(int number, String name, Mood mood, String message, @Nullable StepFault fault,
        boolean restartBefore, Duration pause, List<Act> people, String question, String look) {
    public ScriptStep {
        people = List.copyOf(people);
        if (number < 1 || name.isBlank() || message.isBlank() || pause.isNegative()) {
            throw new IllegalArgumentException("a step has a number from 1, a name, a message and a pause from 0");
        }
    }

    /// How the customer feels when saying it, from calm to past caring.
    public enum Mood {
        POLITE, HOPEFUL, PUZZLED, IMPATIENT, ANGRY, FURIOUS
    }
}
