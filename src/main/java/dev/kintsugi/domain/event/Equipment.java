package dev.kintsugi.domain.event;

import dev.kintsugi.domain.Text;
import java.util.List;

/// What a session was equipped with, so that it can be replayed elsewhere. Immutable.
///
/// @param pack          what the agent knows: a built-in pack's name or a folder
/// @param contextWindow tokens of prompt and answer together of the scripted models
/// @param asked         the models of a real provider, the preferred first; empty for the scripted agent
/// @param encoding      how the provider's tokens are counted; empty chooses by model
/// @param policy        the recovery policy as a file; empty when its name says it all
public record Equipment(Text pack, int contextWindow, List<Asked> asked, String encoding, Text policy) {
    public Equipment {
        asked = List.copyOf(asked);
    }

    /// A model that can be asked, and the tokens that its prompt and answer may have together.
    public record Asked(String model, int contextWindow) {}
}
