package dev.kintsugi.workbench.kit;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// One of a few choices as buttons in a row; exactly one is always chosen.
public final class Segments<T> extends HBox {
    private final ObjectProperty<T> chosen;

    public Segments(List<T> choices, Function<? super T, String> words) {
        chosen = new SimpleObjectProperty<>(choices.getFirst());
        getStyleClass().add("segments");
        var group = new ToggleGroup();
        for (var choice : choices) {
            getChildren().add(segment(choice, words.apply(choice), group, place(choices, choice)));
        }
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true);
            }
        });
    }

    private static String place(List<?> choices, Object choice) {
        return choice == choices.getFirst() ? "left-pill" : choice == choices.getLast() ? "right-pill" : "center-pill";
    }

    private ToggleButton segment(T choice, String words, ToggleGroup group, String place) {
        var button = new ToggleButton(words);
        button.getStyleClass().addAll("segment", place);
        button.setToggleGroup(group);
        button.setSelected(choice.equals(chosen.get()));
        button.setOnAction(_ -> chosen.set(choice));
        chosen.subscribe(now -> button.setSelected(choice.equals(now)));
        return button;
    }

    public ObjectProperty<T> chosen() { return chosen; }
}
