package dev.kintsugi.lab.experiment;

import dev.kintsugi.fault.FaultSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One of the ways that are held against each other. Immutable.
///
/// @param policy        the recovery policy's name or file
/// @param faults        what fails by chance; absent for nothing
/// @param pack          what the agent knows: a built-in pack's name or a folder; empty for what the scenario says
/// @param contextWindow tokens of prompt and answer together
public record Arm(String name, String policy, @Nullable FaultSettings faults, String pack, int contextWindow) {
    private static final Pattern OF_A_PATTERN = Pattern.compile("(?:only|[a-z]+ without) [a-z_ ]+");

    /// What people read in place of the name: a pattern that it names is told in words, not as it stands in a file.
    public String title() { return OF_A_PATTERN.matcher(name).matches() ? name.replace('_', ' ') : name; }

    /// What its policy is called, wherever its file lies.
    public String policyName() { return String.valueOf(Path.of(policy).getFileName()); }

    /// What its pack is called, wherever it lies.
    public String packName() {
        return pack.isEmpty() ? "the scenario's own" : String.valueOf(Path.of(pack).getFileName());
    }

    /// The same with its policy and its pack in other places.
    Arm at(String otherPolicy, String otherPack) {
        return new Arm(name, otherPolicy, faults, otherPack, contextWindow);
    }

    /// What the two do not share, by the names of the file's fields.
    public List<String> unlike(Arm other) {
        var unlike = new ArrayList<String>();
        if (!policy.equals(other.policy)) {
            unlike.add("policy");
        }
        if (!Objects.equals(faults, other.faults)) {
            unlike.add("chaos");
        }
        if (!pack.equals(other.pack)) {
            unlike.add("pack");
        }
        if (contextWindow != other.contextWindow) {
            unlike.add("context_window");
        }
        return unlike;
    }
}
