package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.text.Arithmetic;
import dev.kintsugi.fault.text.Reversal;
import dev.kintsugi.fault.text.Sentences;
import java.util.ArrayList;
import java.util.List;

/// The reply keeps its facts and draws the wrong conclusion from them, sometimes a harmful one.
record IncorrectReasoning() implements Rewrite {
    private static final String PREMISE = "false_premise";
    private static final String CONCLUSION = "invalid_conclusion";
    private static final Parameter TYPES = Parameter.list("types", "Types", PREMISE + "," + CONCLUSION,
            List.of(PREMISE, CONCLUSION),
            "A false premise is slipped in, or the conclusion is reversed and a wrong one added.");
    private static final int SUMMED = 500_000;

    @Override
    public FailureMode mode() { return FailureMode.INCORRECT_REASONING; }

    @Override
    public List<Parameter> parameters() { return List.of(TYPES, ActedOut.ACTING); }

    @Override
    public Rewritten rewrite(String natural, Scene scene) {
        return scene.dice().pick("type", scene.words(TYPES.name())).equals(PREMISE)
                ? falsePremise(natural, scene)
                : invalidConclusion(natural, scene);
    }

    private static Rewritten falsePremise(String natural, Scene scene) {
        return appended(natural, List.of(), scene.text(PREMISE, natural));
    }

    /// The last sentence that can be turned around is; then comes what is said to follow, or a sum that is wrong.
    private static Rewritten invalidConclusion(String natural, Scene scene) {
        var changes = new ArrayList<Change>();
        var text = natural;
        var turned = Reversal.last(natural, scene.dice());
        if (turned.isPresent()) {
            changes.add(change(turned.get().from(), turned.get().to()));
            text = turned.get().text();
        }
        var sum = scene.dice().chance("summed", SUMMED) ? Arithmetic.wrong(text, scene.dice()) : "";
        return appended(text, changes, sum.isEmpty() ? scene.text(CONCLUSION, natural) : sum);
    }

    private static Rewritten appended(String text, List<Change> before, String sentence) {
        var changes = new ArrayList<>(before);
        changes.add(change("", sentence));
        return new Rewritten(Sentences.append(text, sentence), changes);
    }

    private static Change change(String from, String to) {
        return new Change(Change.Kind.CONCLUSION, Text.of(from), Text.of(to));
    }

    @Override
    public Cure cure(Scene scene, int limit) {
        return Cure.AnyOf.of(new Cure.ChangedRequest(), new Cure.AnotherModel());
    }
}
