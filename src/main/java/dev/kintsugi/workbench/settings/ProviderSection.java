package dev.kintsugi.workbench.settings;

import dev.kintsugi.agent.provider.ProviderPreset;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.LiveLabel;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.Tips;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Who answers: the scripted agent, or a model behind an address with a key.
final class ProviderSection extends View {
    private final Desk desk;
    private final List<String> packs;
    private final Map<Fixed, String> fixed;
    private final ConnectionTest connection;
    private final ProviderModel model = new ProviderModel();
    private final Segments<Kind> kind = new Segments<>(List.of(Kind.values()), Kind::words);
    private final ChoiceBox<String> pack = new ChoiceBox<>();
    private final PasswordField key = new PasswordField();
    private final LiveLabel result = new LiveLabel();
    private final Button test = new Button("Test connection");
    private final VBox provider = new VBox();
    private final PriceRow price;
    private boolean asking;

    /// Who answers.
    private enum Kind {
        SCRIPTED("Scripted agent"), PROVIDER("Real model");

        private final String words;

        Kind(String words) { this.words = words; }

        String words() { return words; }
    }

    ProviderSection(Desk desk, List<String> packs, Map<Fixed, String> fixed, ConnectionTest connection) {
        this.desk = desk;
        this.packs = packs;
        this.fixed = fixed;
        this.connection = connection;
        this.price = new PriceRow(desk, model.model());
    }

    @Override
    protected Parent build() {
        var section = new Section("Agent",
                "Who answers in the next session. The scripted agent works offline; its latency and tokens are simulated.");
        section.row("Answered by", kind);
        pack.getItems().setAll(packs);
        pack.valueProperty().bindBidirectional(model.pack());
        section.row("Knows about", wide(pack));
        provider.getStyleClass().add("settings-group");
        buildProvider();
        section.add(provider);
        kind.chosen().subscribe(chosen -> {
            forget();
            provider.setVisible(chosen == Kind.PROVIDER);
            provider.setManaged(chosen == Kind.PROVIDER);
        });
        var use = new Button("Use this agent");
        use.getStyleClass().add("accent");
        use.setId("use-agent");
        use.setOnAction(_ -> use());
        var buttons = new HBox(use, test);
        test.visibleProperty().bind(provider.visibleProperty());
        test.setOnAction(_ -> test());
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("gap-8");
        Prose.wrap(result);
        result.managedProperty().bind(result.textProperty().isNotEmpty());
        section.add(buttons);
        section.add(result);
        List.of(model.baseUrl(), model.model(), model.key(), model.encoding(), model.pack())
                .forEach(written -> written.subscribe((_, _) -> forget()));
        return section;
    }

    private void buildProvider() {
        var group = new Section("", "");
        group.getChildren().clear();
        group.getStyleClass().setAll("settings-group");
        var presets = new HBox();
        presets.getStyleClass().add("gap-4");
        for (var preset : ProviderPreset.values()) {
            var button = new Button(preset.title());
            button.setOnAction(_ -> model.preset(preset));
            presets.getChildren().add(button);
        }
        group.row("Fill in", presets);
        group.row("Address", fixed(field(model.baseUrl(), "https://host/v1"), Fixed.BASE_URL));
        key.textProperty().bindBidirectional(model.key());
        key.promptTextProperty().bind(model.keyKept().map(kept -> kept ? "A key is kept; type to replace it" : "None"));
        group.row("Key", fixed(key, Fixed.KEY));
        group.row("Model", fixed(field(model.model(), "e.g. gpt-4o-mini"), Fixed.MODEL));
        var encoding = new ChoiceBox<String>();
        encoding.getItems().setAll(ProviderModel.BY_MODEL, "cl100k_base", "o200k_base", "p50k_base", "r50k_base");
        encoding.valueProperty().bindBidirectional(model.encoding());
        group.row("Token encoding", fixed(wide(encoding), Fixed.ENCODING));
        group.row("Price", price);
        group.add(Prose.words("Only to show what answers cost. Simulated tokens are never priced.", "muted"));
        provider.getChildren().add(group);
    }

    private static TextField field(StringProperty text, String example) {
        var field = new TextField();
        field.textProperty().bindBidirectional(text);
        field.setPromptText(example);
        return field;
    }

    private static <C extends Control> C wide(C control) {
        control.getStyleClass().add("settings-choice");
        return control;
    }

    private Node fixed(Node control, Fixed what) {
        var by = fixed.get(what);
        if (by == null) {
            return control;
        }
        var reason = "Set by " + by;
        var box = new HBox(Tips.reason(control, new SimpleStringProperty(reason)), Prose.words(reason, "muted"));
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("gap-8");
        return box;
    }

    @Override
    protected void opened() {
        listen(desk.lab().settings().map(now -> now.agent()), this::show);
        hold(price.follow());
    }

    private void show(AgentSettings agent) {
        model.show(agent);
        kind.chosen().set(agent.scripted() ? Kind.SCRIPTED : Kind.PROVIDER);
    }

    private void use() {
        try {
            var chosen = kind.chosen().get() == Kind.PROVIDER ? model.settings() : null;
            desk.lab().change("agent", "Choose the agent",
                    now -> now.withAgent(now.agent().withPack(model.pack().get()).withProvider(chosen)));
            desk.undo().seal();
            sayChosen(chosen);
        } catch (Problem wrong) {
            tell(wrong);
        }
    }

    private void sayChosen(@Nullable ProviderSettings chosen) {
        if (chosen == null) {
            say("The next session talks to the scripted agent.", false);
        } else if (chosen.keyMissing()) {
            say("The next session talks to " + chosen.model() + ", and " + chosen.name()
                    + " will not answer: no key is set. Write one above.", true);
        } else {
            say("The next session talks to " + chosen.model() + ".", false);
        }
    }

    /// The button can be pressed while it is asked, in vain: were it disabled, the keyboard went on, and the page with it, away
    /// from the answer.
    private void test() {
        try {
            if (!asking) {
                ask(model.settings());
            }
        } catch (Problem wrong) {
            tell(wrong);
        }
    }

    private void ask(ProviderSettings asked) {
        asking = true;
        say("Asking " + asked.address() + "\u2026", false);
        desk.jobs().run("Test " + asked.name(), _ -> {
            try {
                var answer = connection.ask(asked);
                desk.pump().inOrder(() -> say(answer, false));
            } catch (Problem trouble) {
                desk.pump().inOrder(() -> tell(trouble));
            } finally {
                desk.pump().inOrder(() -> asking = false);
            }
            return "";
        });
    }

    /// What was said about another choice is not true of this one.
    private void forget() { say("", false); }

    private void tell(Problem problem) { say(Notice.of(problem).line(), true); }

    private void say(String words, boolean wrong) {
        result.getStyleClass().removeAll("danger-text");
        if (wrong) {
            result.getStyleClass().add("danger-text");
        }
        result.say(words);
    }
}
