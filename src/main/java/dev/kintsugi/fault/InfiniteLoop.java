package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import java.util.Locale;

/// The same clarification is asked again and again, whatever the user answers. A loop from the third time on.
record InfiniteLoop() implements Rewrite {
    private static final Parameter TURNS = Parameter.integer("max_iterations", "Lives for", 3, 1, 50, "turns",
            "How many turns in a row it asks the same, as one fault.");
    private static final Parameter TRIGGERS = Parameter.list("trigger_keywords", "Trigger words",
            "clarify,can you explain", List.of(),
            "A message with one of these doubles the chance, as a clarification asked by the agent does.");
    private static final List<String> TRIGGER_WORDS = Parameter.words(TRIGGERS.defaultValue());
    private static final int REWORDED = 400_000;

    @Override
    public FailureMode mode() { return FailureMode.INFINITE_LOOP; }

    @Override
    public List<Parameter> parameters() { return List.of(TURNS, TRIGGERS, ActedOut.ACTING); }

    @Override
    public int turns(FaultSettings settings) { return (int) settings.number(mode(), TURNS.name()); }

    /// Whether a message holds one of the trigger words.
    static boolean triggered(FaultSettings settings, String message) {
        if (message.isEmpty()) {
            return false;
        }
        var own = settings.mode(FailureMode.INFINITE_LOOP).parameters().get(TRIGGERS.name());
        var small = message.toLowerCase(Locale.ROOT);
        return (own == null ? TRIGGER_WORDS : Parameter.words(own)).stream().anyMatch(small::contains);
    }

    /// Word for word what was asked first, or with a few words before it.
    @Override
    public Rewritten rewrite(String natural, Scene scene) {
        var question = scene.said().isEmpty() ? scene.text("questions", natural) : scene.said().getFirst();
        if (!scene.said().isEmpty() && scene.dice().chance("reworded", REWORDED)) {
            question = scene.dice().pick("lead", scene.catalogue().words("leads")) + " " + question;
        }
        return new Rewritten(question,
                List.of(new Change(Change.Kind.WHOLE, Text.of(natural), Text.of(question))));
    }

    @Override
    public Cure cure(Scene scene, int limit) { return new Cure.CleanHistory(scene.said()); }
}
