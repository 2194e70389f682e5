package dev.kintsugi.workbench.policy;

import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.PatternSetting;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What the selected pattern does and is set to.
final class SettingsCard extends View {
    private final PolicyModel model;
    private final VBox card = new VBox();
    private @Nullable Pattern shown;

    SettingsCard(PolicyModel model) { this.model = model; }

    @Override
    protected Parent build() {
        card.getStyleClass().addAll("card", "gap-12");
        card.setId("pattern-settings");
        return card;
    }

    @Override
    protected void opened() {
        shown = null;
        listen(model.selected(), _ -> show());
        listen(model.draft(), _ -> show());
    }

    /// Fields that already show what is set are left alone: somebody may be typing in them.
    private void show() {
        var pattern = model.slot().pattern();
        if (pattern.equals(shown)) {
            return;
        }
        shown = pattern;
        var title = new Label(pattern.name());
        title.getStyleClass().add("settings-heading");
        card.getChildren().setAll(title, Prose.words(does(pattern)));
        var usual = Policies.pattern(pattern.name().replace(' ', '_'));
        var settings = PatternSetting.of(pattern);
        settings.forEach(each -> card.getChildren().add(field(pattern, usual, each)));
        if (settings.isEmpty()) {
            card.getChildren().add(Prose.words("There is nothing to set.", "muted"));
        }
    }

    private SettingField field(Pattern pattern, Pattern usual, PatternSetting setting) {
        var choices = setting.kind() == PatternSetting.Kind.YES ? List.of("yes", "no") : setting.choices();
        return new SettingField(setting.name(), setting.in(pattern), choices, setting.allowed(), setting.in(usual),
                setting.note(), value -> {
                    model.set(pattern.name(), setting, value);
                    shown = model.slot().pattern();
                });
    }

    private static String does(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Timeout _ -> "What has no answer by then has failed.";
            case Pattern.Breaker _ ->
                "Stops asking a service that keeps failing, for a while, then lets probes through.";
            case Pattern.Retry _ -> "Tries again after a growing pause, but only what can heal by itself.";
            case Pattern.Bulkhead _ -> "Lets only so many calls into a service at a time.";
            case Pattern.RateLimiter _ -> "Sends a service no more calls than it is known to take.";
            case Pattern.Hedge _ ->
                "Asks a second time when the first answer is slow, and takes the one that comes first.";
            case Pattern.Verify _ -> "Reads each reply with the detectors, and asks again when one objects.";
            case Pattern.ModelFallback _ -> "Asks the next model when one cannot answer.";
            case Pattern.Checkpoint _ -> "Asks again on a shorter or cleaner history.";
            case Pattern.Cache _ -> "Gives an earlier sound reply to the same question, marked as old.";
            case Pattern.ReadOnly _ -> "Quotes what the agent was given to know, when nobody can be asked.";
            case Pattern.Degrade _ -> "Says in plain words that it did not work, and what the person can do.";
            case Pattern.Handoff _ -> "Hands the case to a person, and asks one before risky acts.";
        };
    }
}
