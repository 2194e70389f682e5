package dev.kintsugi.workbench.policy;

import dev.kintsugi.recovery.policy.PolicyAdvice;
import dev.kintsugi.recovery.policy.PolicyCheck;
import dev.kintsugi.recovery.policy.PolicySentence;
import dev.kintsugi.recovery.policy.PolicyText;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.LiveLabel;
import dev.kintsugi.workbench.kit.MarkIcon;
import dev.kintsugi.workbench.kit.Pill;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the composed policy comes to: its order, a sentence, how many attempts, what is wrong with it, its file.
final class EffectCard extends View {
    private final PolicyModel model;
    private final Label order = Prose.words("", "mono");
    private final LiveLabel sentence = new LiveLabel();
    private final Label bound = Prose.words("", "muted");
    private final VBox most = new VBox();
    private final VBox advice = new VBox();
    private final TextArea yaml = new TextArea();

    EffectCard(PolicyModel model) { this.model = model; }

    @Override
    protected Parent build() {
        Prose.wrap(sentence);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setId("policy-sentence");
        order.setId("policy-order");
        advice.setId("policy-advice");
        advice.getStyleClass().add("gap-8");
        yaml.setEditable(false);
        yaml.setPrefRowCount(16);
        yaml.setId("policy-yaml");
        yaml.setAccessibleText("The policy as a YAML file");
        yaml.getStyleClass().add("mono");
        var file = new TitledPane("As a file (YAML)", yaml);
        file.setExpanded(false);
        file.setAnimated(false);
        var what = new Label("What it does");
        what.getStyleClass().add("settings-heading");
        var effect = new VBox(what, sentence, order, most, bound);
        effect.getStyleClass().addAll("card", "gap-8");
        // What is wrong comes first: it must not lie below the fold.
        var box = new VBox(advice, effect, file);
        box.getStyleClass().add("gap-12");
        return box;
    }

    @Override
    protected void opened() { listen(model.draft(), this::show); }

    private void show(Draft draft) {
        var policy = draft.policy();
        order.setText(policy.order());
        sentence.say(numbered(PolicySentence.lines(policy)));
        var product = PolicyCheck.product(policy, 1);
        bound.setText("At most " + counted(PolicyCheck.bound(policy, 1)) + " a turn with one model"
                + (product > policy.maxAttempts() ? "; the patterns alone would come to " + product : "") + ".");
        most.getChildren().setAll(new SettingField("max_attempts", Integer.toString(policy.maxAttempts()), List.of(),
                "1 to 100", "10", "Attempts in one turn, whatever the patterns come to.", model::most));
        advice.getChildren().setAll(PolicyCheck.of(policy).stream().map(EffectCard::card).toList());
        advice.setManaged(!advice.getChildren().isEmpty());
        yaml.setText(PolicyText.of(policy));
    }

    /// As the patterns are numbered in the order beside it.
    private static String numbered(List<String> lines) {
        return lines.size() == 1
                ? lines.getFirst()
                : IntStream.range(0, lines.size()).mapToObj(i -> i + 1 + ". " + lines.get(i))
                        .collect(Collectors.joining("\n"));
    }

    private static String counted(int attempts) { return attempts + (attempts == 1 ? " attempt" : " attempts"); }

    private static Node card(PolicyAdvice found) {
        var harmful = found.severity() == PolicyAdvice.Severity.HARMFUL;
        var pill = harmful
                ? new Pill(Mark.LOST, "harmful")
                : new Pill(found.severity().name().toLowerCase(Locale.ROOT));
        if (!harmful) {
            pill.setGraphic(new MarkIcon(found.severity() == PolicyAdvice.Severity.WARNING
                    ? Mark.DETECTED
                    : Mark.ACTION));
        }
        var card = new VBox(pill, Prose.words(Words.capital(found.summary()), "strong"),
                Prose.words(Words.capital(found.explanation()) + "."),
                Prose.words(found.solution() + ".", "muted"));
        card.getStyleClass().addAll("card", "gap-4", "advice");
        if (harmful) {
            card.getStyleClass().add("advice-harmful");
        }
        return card;
    }
}
