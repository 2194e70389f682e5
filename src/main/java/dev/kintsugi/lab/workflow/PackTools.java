package dev.kintsugi.lab.workflow;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.tools.ServiceDesk;
import dev.kintsugi.agent.tools.Toolbox;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.lab.Session;
import java.util.List;

/// The tools of a knowledge pack, over a world of their own. Stateless.
public final class PackTools {
    private PackTools() {}

    /// Those of what the session's agent knows.
    public static List<Tool> of(Session session) { return of(session.spec().agent().pack(), session.spec().seed()); }

    /// @param pack a built-in pack's name or a folder
    public static List<Tool> of(String pack, long seed) {
        return Toolbox.of(Packs.at(pack), new ServiceDesk(), new Draws(seed));
    }
}
