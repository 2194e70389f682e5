package dev.kintsugi.workbench.kit;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;

/// What may be longer than its room, and is scrolled then.
///
/// Nothing needs the mouse: the page keys move it while something in it has the focus, and where nothing in it can have
/// it, Tab stops at the page itself.
public final class Page extends ScrollPane {
    /// @param name what it is, for a screen reader
    public Page(String name) {
        setAccessibleText(name);
        setFitToWidth(true);
        getStyleClass().addAll("edge-to-edge", "page");
        viewportBoundsProperty().subscribe(this::reach);
        contentProperty().flatMap(Node::layoutBoundsProperty).subscribe(this::reach);
        movedFrom(this);
    }

    public Page(String name, Node content) {
        this(name);
        setContent(content);
    }

    /// Has the keys that nothing around it takes move it too: it is the only thing there that scrolls.
    public void movedFrom(Node around) { around.addEventHandler(KeyEvent.KEY_PRESSED, this::move); }

    private void move(KeyEvent key) {
        var room = getViewportBounds().getHeight();
        var by = switch (key.getCode()) {
            case PAGE_UP -> -room;
            case PAGE_DOWN -> room;
            case HOME -> -height();
            case END -> height();
            default -> 0;
        };
        if (by != 0 && height() > room) {
            setVvalue(Math.clamp(getVvalue() + by / (height() - room), 0, 1));
            key.consume();
        }
    }

    private double height() {
        var content = getContent();
        return content == null ? 0 : content.getLayoutBounds().getHeight();
    }

    private void reach() {
        var content = getContent();
        setFocusTraversable(content != null && height() > getViewportBounds().getHeight() && !stops(content));
    }

    /// Whether Tab stops at a node, or at one in it.
    private static boolean stops(Node node) {
        return node.isVisible() && (node.isFocusTraversable()
                || node instanceof Parent parent && parent.getChildrenUnmodifiable().stream().anyMatch(Page::stops));
    }
}
