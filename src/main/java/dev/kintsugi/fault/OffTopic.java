package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.text.Clauses;
import java.util.List;

/// The reply begins where it should and then leaves the user's question for something else.
record OffTopic() implements Rewrite {
    private static final String CUT = Clauses.CUT;

    @Override
    public FailureMode mode() { return FailureMode.OFF_TOPIC; }

    @Override
    public List<Parameter> parameters() { return List.of(ActedOut.ACTING); }

    @Override
    public Rewritten rewrite(String natural, Scene scene) {
        var kept = Clauses.first(natural);
        var drift = scene.text("drifts", natural);
        var start = kept.isEmpty() ? "" : kept + " ";
        var bridge = kept.isEmpty() || kept.endsWith(".") || kept.endsWith("!") || kept.endsWith("?")
                ? scene.dice().pick("bridge", scene.catalogue().words("bridges"))
                : scene.dice().pick("link", scene.catalogue().words("links"));
        var away = bridge + " " + drift;
        var left = natural.strip().substring(kept.endsWith(CUT) ? kept.length() - CUT.length() : kept.length()).strip();
        return new Rewritten(start + away, List.of(new Change(Change.Kind.TOPIC, Text.of(left), Text.of(away))));
    }

    @Override
    public Cure cure(Scene scene, int limit) {
        return Cure.AnyOf.of(new Cure.ChangedRequest(), new Cure.AnotherModel());
    }
}
