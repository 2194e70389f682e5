package dev.kintsugi.workbench.chat;

import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.Prose;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;

/// What stands where no turn is yet: one button that shows a mended failure, and questions to ask.
final class ChatEmpty extends VBox {
    private static final String BEGINS = "One question is asked, and its answer is made to hallucinate. ";

    private final EmptyState state;

    ChatEmpty(ChatModel model) {
        getStyleClass().add("chat-empty");
        setAlignment(Pos.CENTER);
        state = new EmptyState(Feather.MESSAGE_SQUARE, "", "", "Show me one failure", model::firstRun);
        getChildren().add(state);
        var or = new Label("or ask something yourself, for instance");
        or.getStyleClass().addAll("muted", "small");
        getChildren().add(or);
        ChatModel.EXAMPLES.forEach(question -> getChildren().add(example(model, question)));
    }

    /// @param mends whether the recovery that is chosen would mend it
    void show(boolean mends) {
        if (mends) {
            state.say("Break it once, and watch it mend", BEGINS + "Recovery notices it from the outside and asks "
                    + "again. Then look at the right: red is what the fault put in, gold is what was mended.");
        } else {
            state.say("Break it once", BEGINS + "The recovery that is chosen at the top lets it through; with "
                    + "'standard' it would be mended. Then look at the right: red is what the fault put in.");
        }
    }

    private static Hyperlink example(ChatModel model, String question) {
        var link = new Hyperlink(question);
        Prose.wrap(link);
        link.setMinHeight(USE_PREF_SIZE);
        link.setTextAlignment(TextAlignment.CENTER);
        link.setOnAction(_ -> model.ask(question));
        return link;
    }
}
