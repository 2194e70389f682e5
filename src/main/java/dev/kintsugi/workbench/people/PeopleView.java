package dev.kintsugi.workbench.people;

import dev.kintsugi.lab.people.Case;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.Page;
import dev.kintsugi.workbench.kit.View;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// What waits for a person, oldest first, each with all that is needed to decide.
public final class PeopleView extends View {
    private static final String NOBODY = "Nobody needs you now";

    private final PeopleModel model;
    private final VBox cards = new VBox();
    private final Label count = new Label();
    private final Page scroll = new Page("What waits for a person, oldest first", cards);
    private final EmptyState empty;
    private final Map<String, CaseCard> shown = new HashMap<>();
    private final Timeline countdown = new Timeline(new KeyFrame(Duration.seconds(1), _ -> count()));

    /// @param toPolicies shows where the recovery policy is chosen
    public PeopleView(PeopleModel model, Runnable toPolicies) {
        this.model = model;
        this.empty = new EmptyState(Feather.USERS, NOBODY, "", "Choose the policy", toPolicies);
    }

    @Override
    protected Parent build() {
        var title = new Label("People");
        title.getStyleClass().add("screen-title");
        count.getStyleClass().add("muted");
        var head = new HBox(title, count);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        cards.getStyleClass().addAll("gap-12");
        scroll.setId("people-queue");
        var body = new StackPane(scroll, empty);
        VBox.setVgrow(body, Priority.ALWAYS);
        var screen = new VBox(head, body);
        screen.getStyleClass().addAll("screen", "gap-12");
        return screen;
    }

    @Override
    protected void opened() {
        listen(model.asks(), this::chosen);
        hold(model.waiting().subscribe(this::tell));
        tell();
        countdown.setCycleCount(Animation.INDEFINITE);
        countdown.playFromStart();
        hold(countdown::stop);
    }

    /// Who has chosen it is not sent to choose it.
    private void chosen(boolean asks) {
        empty.say(NOBODY, (asks
                ? "The recovery policy that is chosen asks you here"
                : "With the recovery policy"
                        + " 'supervised', the agent asks here")
                + " before acts that cannot be taken back, and hands over what"
                + " it cannot mend. What you do not answer in time counts as a no.");
        empty.offer(!asks);
    }

    private void count() {
        model.waiting().forEach(each -> {
            var card = shown.get(each.name());
            if (card != null) {
                card.tell(each);
            }
        });
    }

    /// A card that is shown keeps what was typed into it.
    private void tell() {
        var waiting = model.waiting();
        var scene = cards.getScene();
        var focused = scene == null ? null : scene.getFocusOwner();
        shown.keySet().retainAll(waiting.stream().map(Case::name).toList());
        cards.getChildren().setAll(waiting.stream().map(this::card).toList());
        count.setText(switch (waiting.size()) {
            case 0 -> "no case waits";
            case 1 -> "1 case waits";
            default -> waiting.size() + " cases wait";
        });
        empty.setVisible(waiting.isEmpty());
        scroll.setVisible(!waiting.isEmpty());
        if (focused != null && focused.getScene() == null) {
            // It went with its card: the next control is this screen's first, not the window's.
            node().requestFocus();
        }
    }

    private Node card(Case each) {
        var card = shown.computeIfAbsent(each.name(), _ -> new CaseCard(model, each));
        card.tell(each);
        return card;
    }
}
