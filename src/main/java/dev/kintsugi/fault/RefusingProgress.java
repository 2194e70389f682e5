package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;

/// The agent will not help, out of caution that nothing in the request calls for.
record RefusingProgress() implements Rewrite {
    private static final Parameter TURNS = Parameter.integer("max_iterations", "Lives for", 1, 1, 50, "turns",
            "How many turns in a row it goes on refusing, as one fault.");

    @Override
    public FailureMode mode() { return FailureMode.REFUSING_PROGRESS; }

    @Override
    public List<Parameter> parameters() { return List.of(TURNS, ActedOut.ACTING); }

    @Override
    public int turns(FaultSettings settings) { return (int) settings.number(mode(), TURNS.name()); }

    @Override
    public Rewritten rewrite(String natural, Scene scene) {
        var refusal = scene.text("refusals", natural);
        return new Rewritten(refusal,
                List.of(new Change(Change.Kind.WHOLE, Text.of(natural), Text.of(refusal))));
    }

    @Override
    public Cure cure(Scene scene, int limit) {
        return Cure.AnyOf.of(new Cure.ChangedRequest(), new Cure.AnotherModel());
    }
}
