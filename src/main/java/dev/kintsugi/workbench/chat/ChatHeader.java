package dev.kintsugi.workbench.chat;

import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Switch;
import dev.kintsugi.workbench.kit.Tips;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import javafx.util.Subscription;

/// How many turns there are, which of them are shown, and whether the newest is followed.
final class ChatHeader extends HBox {
    private final ChatModel model;
    private final Bench bench;
    private final Label count = new Label();
    private final Switch follow = Switch.labelled("Follow");
    private final ComboBox<ChatFilter> filter = new ComboBox<>(FXCollections.observableArrayList(ChatFilter.values()));

    ChatHeader(ChatModel model, Bench bench) {
        this.model = model;
        this.bench = bench;
        getStyleClass().add("feature-head");
        var title = new Label("CONVERSATION");
        title.getStyleClass().add("section-title");
        count.getStyleClass().addAll("muted", "small");
        title.setMinWidth(Region.USE_PREF_SIZE);
        count.setMinWidth(Region.USE_PREF_SIZE);
        follow.setMinWidth(Region.USE_PREF_SIZE);
        Tips.on(follow, "Keep the newest turn in sight and selected");
        filter.setConverter(new Titles());
        filter.setAccessibleText("Which turns are shown");
        filter.getStyleClass().add("small");
        filter.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(title, count, gap, follow, filter);
    }

    Subscription follow() {
        follow.selectedProperty().bindBidirectional(bench.follow());
        filter.valueProperty().bindBidirectional(model.filter());
        count();
        return Subscription.combine(bench.turns().subscribe(this::count), model.filter().subscribe(this::count), () -> {
            follow.selectedProperty().unbindBidirectional(bench.follow());
            filter.valueProperty().unbindBidirectional(model.filter());
        });
    }

    private void count() {
        var all = bench.turns().size();
        var words = Words.counted(all, "turn");
        count.setText(
                all == 0 ? "" : model.filter().get() == ChatFilter.ALL ? words : model.shown().size() + " of " + words);
    }

    private static final class Titles extends StringConverter<ChatFilter> {
        @Override
        public String toString(ChatFilter filter) { return filter == null ? "" : filter.title(); }

        @Override
        public ChatFilter fromString(String title) { return ChatFilter.ALL; }
    }
}
