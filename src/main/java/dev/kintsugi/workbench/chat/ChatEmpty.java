package dev.kintsugi.workbench.chat;

import dev.kintsugi.workbench.kit.EmptyState;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What stands where no turn is yet: one button that shows a mended failure, and questions to ask.
final class ChatEmpty extends VBox {
    ChatEmpty(ChatModel model) {
        getStyleClass().add("chat-empty");
        setAlignment(Pos.CENTER);
        getChildren().add(new EmptyState(Feather.MESSAGE_SQUARE, "Break it once, and watch it mend",
                "One question is asked, and its answer is made to hallucinate. The standard recovery notices it from the "
                        + "outside and asks again. Then look at the right: red is what the fault put in, gold is what was mended.",
                "Show me one failure", model::firstRun));
        var or = new Label("or ask something yourself, for instance");
        or.getStyleClass().addAll("muted", "small");
        getChildren().add(or);
        ChatModel.EXAMPLES.forEach(question -> getChildren().add(example(model, question)));
    }

    private static Hyperlink example(ChatModel model, String question) {
        var link = new Hyperlink(question);
        link.setOnAction(_ -> model.ask(question));
        return link;
    }
}
