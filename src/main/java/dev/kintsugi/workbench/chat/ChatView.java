package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.View;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The conversation: what was said, what broke, what was mended.
public final class ChatView extends View {
    private final Desk desk;
    private final ChatModel model;
    private final ChatHeader header;
    private final TurnList list;
    private final ChatEmpty start;
    private final ScrollPane empty;
    private final DoubleProperty room = new SimpleDoubleProperty();
    private final Label nothing = new Label("No turn passes this filter.");
    private final OutgoingPane first;
    private final OutgoingPane outgoing;
    private final ArrivingFooter arriving;
    private final MessageBox box;

    /// The conversation with the session on the bench.
    public ChatView(Desk desk) {
        this(desk, new ChatModel(desk.bench(), new LabTalk(desk), desk.bench().forced(), down(desk),
                desk.pump()::inOrder));
    }

    public ChatView(Desk desk, ChatModel model) {
        this.desk = desk;
        this.model = model;
        header = new ChatHeader(model, desk.bench());
        list = new TurnList(model, desk.bench());
        start = new ChatEmpty(model);
        empty = new ScrollPane(start);
        first = new OutgoingPane(model, true);
        outgoing = new OutgoingPane(model, false);
        arriving = new ArrivingFooter(model, desk.appearance(), () -> desk.actions().run("screen.people"),
                room);
        box = new MessageBox(model);
    }

    private static ObservableValue<String> down(Desk desk) {
        return desk.lab().health().map(StoreHealth::trouble).map(t -> Notice.of(t).line()).orElse("");
    }

    @Override
    protected Parent build() {
        nothing.getStyleClass().add("muted");
        // In large type on a small screen it must not push the message box out of the window.
        empty.setFitToWidth(true);
        empty.setFitToHeight(true);
        empty.getStyleClass().add("edge-to-edge");
        var pane = new BorderPane();
        pane.setTop(header);
        pane.setCenter(new StackPane(list, nothing, empty, first));
        StackPane.setAlignment(first, Pos.TOP_CENTER);
        pane.getStyleClass().add("chat");
        room.bind(pane.heightProperty());
        var around = new VBox(arriving);
        around.getStyleClass().add("arriving-room");
        pane.setBottom(new VBox(new TailPane(outgoing, room), around, box));
        return pane;
    }

    @Override
    protected void opened() {
        hold(model.follow());
        hold(header.follow());
        hold(list.follow());
        hold(first.follow());
        hold(outgoing.follow());
        hold(arriving.follow());
        hold(box.follow());
        listen(model.state(), _ -> what());
        listen(desk.lab().policy(), policy -> start.show(policy.mendsReplies()));
        hold(model.shown().subscribe(this::what));
        hold(desk.actions().add(actions()));
    }

    private void what() {
        var busy = model.state().get().busy();
        var untouched = desk.bench().turns().isEmpty() && !busy;
        show(empty, untouched);
        show(nothing, !untouched && model.shown().isEmpty() && !busy);
        show(list, !model.shown().isEmpty());
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /// Leads to the message box from anywhere.
    ///
    /// @param show brings the conversation up
    public Action write(Runnable show) {
        return Action.of("chat.message", "Write a message").group("Conversation").icon(Feather.EDIT_3)
                .politeKey("Shortcut+L").run(() -> {
                    show.run();
                    box.focus();
                });
    }

    private Action[] actions() {
        var idle = Blocked.unless(model.state().map(ChatState::busy), "No turn is under way");
        return new Action[]{
                Action.of("chat.stop", "Stop the running turn").group("Conversation").icon(Feather.SQUARE)
                        .key("Esc").blocked(idle).run(model::stop),
                Action.of("chat.skip", "Skip the wait").group("Conversation").icon(Feather.FAST_FORWARD)
                        .blocked(
                                Blocked.unless(model.state().map(s -> s == ChatState.WAITING), "Nothing is waited for"))
                        .run(model::skipWait)};
    }
}
