package dev.kintsugi.agent;

import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.pack.Packs;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The built-in packs, each read once, as the program does: reading one takes longer than a conversation with its agent.
public final class TestPacks {
    private static final Map<String, Pack> READ = new ConcurrentHashMap<>();

    private TestPacks() {}

    public static Pack named(String name) { return READ.computeIfAbsent(name, Packs::named); }

    /// The built-in pack of that name, else the one in that directory as it is now.
    public static Pack at(String nameOrDir) {
        return Packs.names().contains(nameOrDir) ? named(nameOrDir) : Packs.at(nameOrDir);
    }
}
