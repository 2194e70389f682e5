package dev.kintsugi.workbench.kit;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The column at the left of a screen that works on files: which there are, one of them chosen, and a way to open another. On
/// the FX thread only.
///
/// @param <E> a file as it is listed
/// @param <K> what tells it apart
public final class FileColumn<E, K> extends VBox {
    private final ListView<E> list;
    private final Function<E, K> key;

    /// @param what     e.g. `Experiments`: its heading, and what a screen reader says
    /// @param title    of an entry
    /// @param open     asks for another file
    public FileColumn(String what, ObservableList<E> entries, Function<E, K> key, Function<E, String> title,
            Runnable open) {
        this.key = key;
        list = new ListView<>(entries);
        list.setCellFactory(_ -> new TitleCell<>(title));
        list.getStyleClass().addAll("dense", "scenario-list");
        list.setAccessibleText(what);
        VBox.setVgrow(list, Priority.ALWAYS);
        var heading = new Label(what.toUpperCase(Locale.ROOT));
        heading.getStyleClass().addAll("section-title", "section-gap");
        var opening = new Button("Open a file", FontIcon.of(Feather.FOLDER));
        opening.setMaxWidth(Double.MAX_VALUE);
        opening.setOnAction(_ -> open.run());
        getChildren().addAll(heading, list, opening);
        getStyleClass().add("scenario-left");
    }

    /// Its list, to be named or to show more of an entry.
    public ListView<E> list() { return list; }

    /// Keeps what is chosen and what is marked the same, until the subscription ends.
    ///
    /// @param marked gets the chosen entry whenever it is another one or the entries are
    public Subscription follow(Pump pump, ObjectProperty<@Nullable K> chosen, Consumer<? super E> marked) {
        Runnable mark = () -> entry(chosen.get()).ifPresent(entry -> {
            list.getSelectionModel().select(entry);
            marked.accept(entry);
        });
        return Subscription.combine(list.getSelectionModel().selectedItemProperty().subscribe((_, entry) -> {
            if (entry != null) {
                chosen.set(key.apply(entry));
            }
        }),
                // Once the list has taken them over: it forgets what was selected.
                list.getItems().subscribe(() -> pump.inOrder(mark)), chosen.subscribe(_ -> mark.run()));
    }

    private Optional<E> entry(@Nullable K wanted) {
        return list.getItems().stream().filter(entry -> key.apply(entry).equals(wanted)).findFirst();
    }
}
