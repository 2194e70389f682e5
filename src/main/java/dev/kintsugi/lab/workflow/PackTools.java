package dev.kintsugi.lab.workflow;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.tools.ServiceDesk;
import dev.kintsugi.agent.tools.Toolbox;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The tools of a knowledge pack, over a world of their own. Stateless.
public final class PackTools {
    private PackTools() {}

    /// @param pack a built-in pack's name or a folder
    public static List<Tool> of(String pack, long seed) {
        var read = Packs.names().contains(pack) || !Files.isDirectory(Path.of(pack))
                ? Packs.named(pack)
                : Packs.load(Path.of(pack));
        return Toolbox.of(read, new ServiceDesk(), new Draws(seed));
    }
}
