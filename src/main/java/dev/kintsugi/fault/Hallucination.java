package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.text.Sentences;
import dev.kintsugi.fault.text.Swapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The reply stays fluent and sure of itself, and is false: its values are swapped for others of the same shape, and
/// features or sources are made up.
record Hallucination() implements Rewrite {
    private static final String FACTS = "fake_facts";
    private static final String FEATURES = "non_existent_features";
    private static final String CITATIONS = "false_citations";
    private static final List<String> ALL = List.of(FACTS, FEATURES, CITATIONS);
    private static final Parameter TYPES = Parameter.list("types", "Types", String.join(",", ALL), ALL,
            "Values are swapped (fake facts), features made up, or sources cited that do not exist.");
    private static final int EMBROIDERED = 450_000;
    private static final AtomicReference<@Nullable Swapper> SWAPPER = new AtomicReference<>();

    @Override
    public FailureMode mode() { return FailureMode.HALLUCINATION; }

    @Override
    public List<Parameter> parameters() { return List.of(TYPES, ActedOut.ACTING); }

    @Override
    public boolean onTools() { return true; }

    /// Swaps what can be swapped; adds a false sentence when nothing can be, and now and then besides.
    @Override
    public Rewritten rewrite(String natural, Scene scene) {
        var types = scene.words(TYPES.name());
        var swapped = types.contains(FACTS)
                ? swapper(scene).swap(natural, scene.dice())
                : new Swapper.Swapped(natural, List.of());
        var added = types.stream().filter(t -> !t.equals(FACTS) || swapped.changes().isEmpty()).toList();
        if (added.isEmpty() || !swapped.changes().isEmpty() && !scene.dice().chance("embroidered", EMBROIDERED)) {
            return new Rewritten(swapped.text(), swapped.changes());
        }
        var kind = scene.dice().pick("kind", added);
        var sentence = scene.text(kind, natural);
        var changes = new ArrayList<>(swapped.changes());
        changes.add(new Change(kindOf(kind), Text.EMPTY, Text.of(sentence)));
        return new Rewritten(Sentences.append(swapped.text(), sentence), changes);
    }

    /// The same for a tool's answer: only values are swapped, so that it can still be read.
    Rewritten falsify(String content, Scene scene) {
        var swapped = swapper(scene).swap(content, scene.dice());
        return new Rewritten(swapped.text(), swapped.changes());
    }

    private static Change.Kind kindOf(String type) {
        return switch (type) {
            case FEATURES -> Change.Kind.FEATURE;
            case CITATIONS -> Change.Kind.CITATION;
            default -> Change.Kind.CONCLUSION;
        };
    }

    private static Swapper swapper(Scene scene) {
        var known = SWAPPER.get();
        if (known != null) {
            return known;
        }
        var words = scene.catalogue();
        var made = new Swapper(words.words("first_names"), words.words("last_names"), words.words("states"));
        SWAPPER.set(made);
        return made;
    }

    @Override
    public Cure cure(Scene scene, int limit) {
        return Cure.AnyOf.of(new Cure.ChangedRequest(), new Cure.AnotherModel());
    }
}
