package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.kit.Appearance.Theme;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Reads the colours as the theme really gives them. Bars: WCAG 2.2, 4.5:1 for text and 3:1 for graphics.
@ExtendWith(ApplicationExtension.class)
class ContrastTest {
    private static final Set<Tint> GROUNDS = EnumSet.of(Tint.SURFACE, Tint.RAISED, Tint.INSET);
    private static final Set<Tint> TEXTS = EnumSet.of(Tint.TEXT, Tint.MUTED, Tint.GOLD, Tint.DANGER, Tint.ACCENT);
    private static final Set<Tint> GRAPHICS = EnumSet.of(Tint.GOLD, Tint.DANGER, Tint.ACCENT, Tint.SUBTLE,
            Tint.FAMILY_OUTPUT_QUALITY, Tint.FAMILY_BEHAVIORAL, Tint.FAMILY_INTEGRATION, Tint.FAMILY_RESOURCE);

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"DARK", "LIGHT"})
    void textAndGraphicsStandOutOnEveryGround(Theme theme) {
        var colours = colours(theme);
        for (var ground : GROUNDS) {
            TEXTS.forEach(text -> assertThat(contrast(colours, text, ground)).as(text + " on " + ground)
                    .isGreaterThanOrEqualTo(4.5));
            GRAPHICS.forEach(graphic -> assertThat(contrast(colours, graphic, ground)).as(graphic + " on " + ground)
                    .isGreaterThanOrEqualTo(3));
        }
        assertThat(contrast(colours, Tint.TEXT, Tint.PILL)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(colours, Tint.DANGER, Tint.PILL)).isGreaterThanOrEqualTo(3);
        assertThat(contrast(colours, Tint.GOLD, Tint.PILL)).isGreaterThanOrEqualTo(3);
    }

    private static Map<Tint, Color> colours(Theme theme) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> {
            var tints = new Tints();
            var looks = new Appearance();
            looks.theme().set(theme);
            var stage = new Stage();
            stage.setScene(new Scene(tints, 100, 100));
            var wearing = Look.wear(stage.getScene(), looks);
            stage.show();
            tints.applyCss();
            var colours = new EnumMap<Tint, Color>(Tint.class);
            for (var tint : Tint.values()) {
                colours.put(tint, (Color) tints.get(tint));
            }
            wearing.unsubscribe();
            stage.hide();
            return colours;
        }));
    }

    private static double contrast(Map<Tint, Color> colours, Tint one, Tint other) {
        return Contrast.of(colours.get(one), colours.get(other));
    }
}
