package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Appearance.Theme;
import dev.kintsugi.workbench.kit.Contrast;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.Start;

/// Every word on every screen, in both themes, against the ground that it really stands on: WCAG 2.2 AA, 4.5:1. What is
/// disabled is excepted there, and the words that a field suggests are not.
class WordsStandOutTest extends WindowRig {
    private static final double LEAST = 4.5;

    private final Set<String> faint = new TreeSet<>();

    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void everyWordStandsOutFromItsGround() throws Exception {
        TestLab.called(lab);
        lay(TestLab.conversation(lab));
        // What lies in the bar is styled and laid out as any other window, and not painted.
        on(() -> window.stage().setIconified(true));
        for (var theme : List.of(Theme.LIGHT, Theme.DARK)) {
            on(() -> window.desk().appearance().theme().set(theme));
            for (var screen : ScreenName.values()) {
                on(() -> window.places().screen().set(screen));
                look(theme + ", " + screen.title());
            }
            on(() -> window.places().screen().set(ScreenName.BENCH));
            for (var part : List.of("recovery", "charts", "raw", "diff")) {
                on(() -> window.desk().actions().run("inspector." + part));
                look(theme + ", inspector " + part);
            }
            for (var over : List.of(Places.Over.PALETTE, Places.Over.HELP, Places.Over.PRESENTER)) {
                on(() -> window.places().over().set(over));
                look(theme + ", " + over.name().toLowerCase(Locale.ROOT));
                on(() -> window.places().over().set(Places.Over.NOTHING));
            }
        }
        assertThat(faint).isEmpty();
    }

    private void look(String where) {
        on(() -> {
            var root = window.stage().getScene().getRoot();
            root.applyCss();
            root.layout();
            var under = window.places().over().get() == Places.Over.NOTHING ? root : root.lookup(".veil, .veil-whole");
            walk(under == null ? root : under, where);
        });
    }

    private void walk(Node node, String where) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node instanceof Text text && !text.getText().isBlank() && text.getFill() instanceof Color ink) {
            ground(text).map(on -> Contrast.of(ink, on)).filter(ratio -> ratio < LEAST).ifPresent(ratio -> faint.add(
                    where + ": " + beginning(text.getText()) + String.format(Locale.ROOT, " %.2f", ratio)));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, where));
        }
    }

    private static String beginning(String text) { return text.substring(0, Math.min(40, text.length())); }

    /// The nearest opaque ground; none where one lies between that lets through, for what is seen then is mixed.
    private static Optional<Color> ground(Node node) {
        return Stream.<Node>iterate(node, Objects::nonNull, Node::getParent).filter(Region.class::isInstance)
                .map(Region.class::cast).filter(region -> region.getBackground() != null)
                .flatMap(region -> region.getBackground().getFills().reversed().stream())
                .map(fill -> fill.getFill()).filter(Color.class::isInstance).map(Color.class::cast)
                .filter(colour -> colour.getOpacity() > 0).findFirst().filter(Color::isOpaque);
    }
}
