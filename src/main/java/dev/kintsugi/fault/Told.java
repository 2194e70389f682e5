package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;

/// Says what a made-up fault was given to say; lives and is cured like the mode it resembles.
record Told(Rewrite like) implements Rewrite {
    @Override
    public FailureMode mode() { return like.mode(); }

    @Override
    public List<Parameter> parameters() { return like.parameters(); }

    @Override
    public int turns(FaultSettings settings) { return like.turns(settings); }

    @Override
    public Rewritten rewrite(String natural, Scene scene) {
        var text = scene.dice().pick("told", scene.ownTexts()).replace("{natural}", natural);
        return new Rewritten(text, List.of(new Change(Change.Kind.WHOLE, Text.of(natural), Text.of(text))));
    }

    @Override
    public Cure cure(Scene scene, int limit) { return like.cure(scene, limit); }
}
