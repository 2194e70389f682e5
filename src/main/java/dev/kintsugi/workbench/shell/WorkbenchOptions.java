package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.workbench.network.DoorMaker;
import dev.kintsugi.workbench.settings.ConnectionTest;
import dev.kintsugi.workbench.settings.Fixed;
import dev.kintsugi.workbench.settings.Origin;
import dev.kintsugi.workbench.settings.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the window has to be told besides the lab. Immutable.
///
/// @param home       the folder where the window keeps its size and theme
/// @param program    the folder in which `scenarios/experiments` and `demos/errands` lie
/// @param packs      what the scripted agent can know, by name
/// @param scenarios  reads the scenarios; may be slow, may throw a Problem when they cannot even be listed
/// @param storeBytes measures the store on disk, -1 when it is not on this disk; may be slow
/// @param fixed      which settings the environment or the command line has decided, with the variable's name
/// @param connection asks a provider whether it answers
/// @param addresses  where the stores are from the next start on
/// @param origins    where the values of the settings came from
/// @param doors      makes the doors through which other programs are let in
/// @param errands    how much goes wrong in a run of errands when nothing else is set; may throw a Problem
public record WorkbenchOptions(Path home, Path program, List<String> packs, Supplier<List<Shelved>> scenarios,
        LongSupplier storeBytes, Map<Fixed, String> fixed, ConnectionTest connection,
        Map<Fixed, StoreAddress> addresses, List<Origin> origins, DoorMaker doors,
        Supplier<ErrandsPlan> errands) {
    public WorkbenchOptions {
        packs = List.copyOf(packs);
        fixed = Map.copyOf(fixed);
        addresses = Map.copyOf(addresses);
        origins = List.copyOf(origins);
    }
}
