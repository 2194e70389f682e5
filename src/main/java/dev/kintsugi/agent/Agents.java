package dev.kintsugi.agent;

import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.agent.provider.OpenAiModel;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.scripted.ScriptedModel;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.agent.tools.Outside;
import dev.kintsugi.agent.tools.ServiceDesk;
import dev.kintsugi.agent.tools.Toolbox;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.time.LabClock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes agents. Stateless.
public final class Agents {
    private Agents() {}

    /// An agent that needs no key and no network: the pack's script behind the model's port.
    ///
    /// @param contextWindow tokens that prompt and answer may have together, 8192 by default elsewhere
    public static ToolAgent scripted(Pack pack, long seed, int contextWindow) {
        return scripted(pack, seed, contextWindow, new ServiceDesk());
    }

    /// The same, acting on a desk that the caller can look at.
    public static ToolAgent scripted(Pack pack, long seed, int contextWindow, ServiceDesk desk) {
        return scripted(pack, seed, contextWindow, desk, Outside.NONE);
    }

    /// The same, with the tools over these services.
    public static ToolAgent scripted(Pack pack, long seed, int contextWindow, ServiceDesk desk, Outside outside) {
        var model = new ScriptedModel(pack, seed, contextWindow);
        return new ToolAgent(model, pack, ScriptedModel.NAMES, model.tokens(), true,
                Toolbox.of(pack, desk, new Draws(seed), outside));
    }

    /// An agent over a provider, or the scripted one where there is none, by the clock of its session.
    ///
    /// @param contextWindow of the scripted models
    public static ToolAgent of(Pack pack, long seed, int contextWindow, @Nullable ProviderSettings provider,
            LabClock clock, Outside outside) {
        if (provider == null) {
            return scripted(pack, seed, contextWindow, new ServiceDesk(), outside).on(clock);
        }
        var tokens = provider.encoding().isEmpty()
                ? Tokens.ofModel(provider.model())
                : Tokens.ofEncoding(provider.encoding());
        return over(new OpenAiModel(provider, clock.live()), pack, provider.models(), tokens, false, new ServiceDesk(),
                outside).on(clock);
    }

    /// An agent over a model of any kind. The tools' latency is simulated, with seed 0.
    ///
    /// @param models    names to ask it with, the preferred first
    /// @param simulated whether its latency and token counts are simulated
    public static ToolAgent over(Model model, Pack pack, List<String> models, Tokens tokens, boolean simulated) {
        return over(model, pack, models, tokens, simulated, new ServiceDesk());
    }

    /// The same, acting on a desk that the caller can look at.
    public static ToolAgent over(Model model, Pack pack, List<String> models, Tokens tokens, boolean simulated,
            ServiceDesk desk) {
        return over(model, pack, models, tokens, simulated, desk, Outside.NONE);
    }

    /// The same, with the tools over these services.
    public static ToolAgent over(Model model, Pack pack, List<String> models, Tokens tokens, boolean simulated,
            ServiceDesk desk, Outside outside) {
        return new ToolAgent(model, pack, models, tokens, simulated,
                Toolbox.of(pack, desk, new Draws(0), outside));
    }
}
