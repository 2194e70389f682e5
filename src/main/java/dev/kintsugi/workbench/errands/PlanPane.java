package dev.kintsugi.workbench.errands;

import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.lab.errands.ErrandsWords;
import dev.kintsugi.workbench.errands.Dials.Weather;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Labelled;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.Prose;
import dev.kintsugi.workbench.kit.TitledCard;
import dev.kintsugi.workbench.kit.Twin;
import dev.kintsugi.workbench.kit.View;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is to go wrong, what a run will do then, and what is asked.
final class PlanPane extends View {
    /// As many as somebody reads through.
    private static final int MOST = 200;

    private final Desk desk;
    private final ErrandsModel model;
    private final Map<Weather, ToggleButton> presets = new EnumMap<>(Weather.class);
    private final VBox sentences = new VBox();
    private final VBox prompts = new VBox();
    private final VBox does = TitledCard.of("What is done", sentences);
    private final VBox asks = TitledCard.of("What is asked", prompts);

    PlanPane(Desk desk, ErrandsModel model) {
        this.desk = desk;
        this.model = model;
    }

    @Override
    protected Parent build() {
        sentences.setId("errands-plan");
        sentences.getStyleClass().add("gap-4");
        prompts.getStyleClass().add("gap-4");
        var all = new VBox(TitledCard.of("What goes wrong", presets(), chances(), limits()), does, asks);
        all.getStyleClass().addAll("gap-12", "beside-bar");
        return new Page("What it does", all);
    }

    private Node presets() {
        var row = row();
        for (var weather : Weather.values()) {
            var button = new ToggleButton(weather.title());
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> {
                model.dials().weather(weather);
                mark();
            });
            presets.put(weather, button);
            row.getChildren().add(button);
        }
        return row;
    }

    /// Which one is set, if it is one of them.
    private void mark() { presets.forEach((weather, button) -> button.setSelected(model.dials().is(weather))); }

    private Node chances() {
        var dials = model.dials();
        var toxic = new ComboBox<String>();
        toxic.getItems().setAll(ErrandsPlan.toxics());
        toxic.valueProperty().bindBidirectional(dials.toxic());
        toxic.setId("errands-toxic");
        toxic.setAccessibleText("Which toxic");
        return row(field("Toxic in a tool's way, %", "errands-toxic-chance", dials.toxicChance()),
                Labelled.above("Which toxic", toxic),
                field("Simulated error of a tool, %", "errands-error-chance", dials.errorChance()));
    }

    private Node limits() {
        var dials = model.dials();
        return row(field("Tool tried again, times", "errands-tool-again", dials.toolAgain()),
                field("Prompt sent again, times", "errands-prompt-again", dials.promptAgain()),
                field("A tool waits, seconds", "errands-patience", dials.patience()));
    }

    private static Node field(String name, String id, StringProperty text) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        field.textProperty().bindBidirectional(text);
        field.getStyleClass().addAll("mono", "experiment-number");
        field.setMaxWidth(Region.USE_PREF_SIZE);
        return Labelled.above(name, field);
    }

    private static FlowPane row(Node... parts) {
        var row = new FlowPane(parts);
        row.getStyleClass().add("errand-dials");
        return row;
    }

    @Override
    protected void opened() {
        listen(model.dials().plan(), _ -> tell());
        listen(model.choice().prompts(), _ -> tell());
        listen(desk.lab().settings(), _ -> tell());
    }

    private void tell() {
        mark();
        var plan = model.dials().plan().get();
        var asked = model.choice().prompts().get();
        Twin.show(does, plan != null && !asked.isEmpty());
        Twin.show(asks, !asked.isEmpty());
        if (plan != null) {
            sentences.getChildren().setAll(ErrandsWords.sentences(plan, asked.size(), desk.lab().settings().get())
                    .stream().map(said -> Prose.words(said)).toList());
        }
        var rows = new ArrayList<Node>();
        for (int i = 0; i < Math.min(asked.size(), MOST); i++) {
            rows.add(prompt(i + 1, asked.get(i)));
        }
        if (asked.size() > MOST) {
            rows.add(Prose.words("And " + (asked.size() - MOST) + " more.", "muted"));
        }
        prompts.getChildren().setAll(rows);
    }

    private static Node prompt(int number, String words) {
        var place = new Label(Integer.toString(number));
        place.getStyleClass().addAll("number", "muted", "step-number");
        place.setMinWidth(Region.USE_PREF_SIZE);
        var asked = Prose.of(words);
        HBox.setHgrow(asked, Priority.ALWAYS);
        var row = new HBox(place, asked);
        row.getStyleClass().add("gap-8");
        return row;
    }
}
