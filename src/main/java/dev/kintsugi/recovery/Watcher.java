package dev.kintsugi.recovery;

import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Judgement;
import dev.kintsugi.domain.recovery.Step;

/// Is told what recovery does, while it does it, by the thread that delivers the turn.
public interface Watcher {
    /// Hears nothing.
    Watcher NONE = new Watcher() {
        @Override
        public void step(Step s) {}

        @Override
        public void detected(Detection d) {}
    };

    /// Recovery did or saw something.
    void step(Step s);

    /// A detector objects to a reply.
    void detected(Detection d);

    /// A model was asked whether a reply is supported.
    default void judged(Judgement j) {}

    /// What is streamed from here on is the text of this attempt, and not settled yet: it is still to be checked.
    /// Told only when the policy verifies.
    default void tentative(int attempt) {}

    /// The tentative text of this attempt does not count: what was shown of it is to be taken back.
    default void takenBack(int attempt) {}
}
