package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every fault of the wire, by name. Stateless.
public final class Disturbances {
    private static final List<Disturbance> ALL = List.of(new CutStream(), new CutInChunk(), new Reset(),
            new ErrorInStream(), new BrokenJsonChunk(), new Stall(), new SlowFirstToken(), new SlowTokens(),
            CutText.LYING_STOP, CutText.FINISH_LENGTH, new SplitCharacter(), new EmptyBody(), new TruncatedBody(),
            new MalformedBody(), new Html502(), new WrongLength());

    private Disturbances() {}

    public static List<Disturbance> all() { return ALL; }

    public static boolean known(String name) { return ALL.stream().anyMatch(d -> d.name().equals(name)); }

    /// The fault of that name. Throws a [Problem] that lists modes and faults for any other.
    public static Disturbance of(String name) {
        return ALL.stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow(() -> new Problem(
                "Unknown fault '" + (name.length() > 60 ? name.substring(0, 60) : name) + "'",
                "no failure mode and no fault of the wire has this name",
                Meant.of(name, names().toList()) + "Use one of: " + names().collect(Collectors.joining(", "))));
    }

    /// The names of the twelve modes and of all faults of the wire.
    public static Stream<String> names() {
        return Stream.concat(Arrays.stream(FailureMode.values()).map(FailureMode::wire),
                ALL.stream().map(Disturbance::name));
    }
}
