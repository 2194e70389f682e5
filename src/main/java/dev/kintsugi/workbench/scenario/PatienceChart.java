package dev.kintsugi.workbench.scenario;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.lab.scenario.Happening;
import dev.kintsugi.lab.scenario.PatienceState;
import dev.kintsugi.lab.scenario.PlaybackState;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Tint;
import dev.kintsugi.workbench.kit.Tints;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The customer's patience after each happening, with what bent it named at the place where it did.
final class PatienceChart extends Region {
    /// Lengths at a text of 11 px; all grow with the text.
    private static final double TEXT = 11;
    private static final double LEFT = 40;
    private static final double FIRST_LINE = 7;
    private static final double LINE = 14;
    private static final int LINES = 3;
    private static final double TOP = LINES * LINE + 2;
    private static final double BOTTOM = 18;
    private static final double HEIGHT = 180;
    private static final double DOT = 6;
    private static final double LONGEST_WORD = 90;
    private static final double NUMBER = 18;

    private final Canvas canvas = new Canvas();
    private final Tints tints = new Tints();
    private final Label fontOf = new Label();
    private List<PatienceState> curve = List.of();
    private List<Happening> happenings = List.of();
    private int steps = 1;

    PatienceChart() {
        getStyleClass().add("patience");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        fontOf.getStyleClass().add("lane-font");
        fontOf.setManaged(false);
        fontOf.setVisible(false);
        getChildren().addAll(tints, fontOf, canvas);
    }

    Subscription follow() {
        return tints.version().subscribe(_ -> requestLayout())
                .and(fontOf.fontProperty().subscribe(_ -> requestLayout()));
    }

    void show(Scenario scenario, @Nullable PlaybackState at) {
        happenings = at == null ? List.of() : at.history().happenings();
        curve = at == null ? List.of(scenario.patience().begin()) : scenario.patience().curve(at.history());
        var taken = (int) happenings.stream().filter(Happening.Moment.class::isInstance).count();
        steps = Math.max(happenings.size() + scenario.steps().size() - taken, curve.size() - 1);
        setAccessibleText("Patience " + Words.percent(curve.getLast().ppm()) + ". " + curve.getLast().why());
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) { return em(HEIGHT); }

    @Override
    protected double computeMinHeight(double width) { return em(HEIGHT); }

    private double em(double length) { return length * fontOf.getFont().getSize() / TEXT; }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(em(HEIGHT));
        var pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, getWidth(), em(HEIGHT));
        pen.setFont(fontOf.getFont());
        pen.setTextBaseline(VPos.CENTER);
        frame(pen);
        if (!curve.isEmpty()) {
            line(pen);
            var named = 0;
            for (int i = 0; i < happenings.size(); i++) {
                named += name(pen, i, FIRST_LINE + LINE * (named % LINES)) ? 1 : 0;
            }
        }
    }

    private void frame(GraphicsContext pen) {
        pen.setTextAlign(TextAlignment.RIGHT);
        for (var percent : List.of(0, 50, 100)) {
            var y = y(percent * Probability.ONE_PPM / 100);
            pen.setFill(tints.get(Tint.BORDER));
            pen.fillRect(em(LEFT), y, getWidth() - em(LEFT), 1);
            pen.setFill(tints.get(Tint.MUTED));
            pen.fillText(percent + Shares.PERCENT, em(LEFT - 6), y);
        }
        if (!curve.isEmpty() && curve.getLast().rule().threshold() > 0) {
            pen.setStroke(tints.get(Tint.DANGER));
            pen.setLineWidth(1);
            pen.setLineDashes(4, 4);
            var y = y(curve.getLast().rule().threshold());
            pen.strokeLine(em(LEFT), y, getWidth(), y);
            pen.setLineDashes();
            pen.setTextAlign(TextAlignment.LEFT);
            pen.setFill(tints.get(Tint.MUTED));
            pen.fillText("leaves below this", em(LEFT + 4), y - em(9));
        }
        turns(pen);
    }

    /// The axis has the numbers of the steps, as their list has; a restart lies between two of them. The first point is
    /// before anything happened.
    private void turns(GraphicsContext pen) {
        var every = Math.max(1, (int) Math.ceil(steps * em(NUMBER) / Math.max(1, getWidth() - em(LEFT + 24))));
        pen.setFill(tints.get(Tint.MUTED));
        pen.setTextAlign(TextAlignment.CENTER);
        pen.fillText("start", x(0), em(HEIGHT - BOTTOM + 10));
        var number = 0;
        for (int at = 1; at <= steps; at++) {
            var step = at > happenings.size() || happenings.get(at - 1) instanceof Happening.Moment;
            number += step ? 1 : 0;
            if (step && number % every == 0) {
                pen.fillText(Integer.toString(number), x(at), em(HEIGHT - BOTTOM + 10));
            }
        }
    }

    private void line(GraphicsContext pen) {
        pen.setStroke(tints.get(Tint.TEXT));
        pen.setLineWidth(2);
        pen.beginPath();
        for (int i = 0; i < curve.size(); i++) {
            if (i == 0) {
                pen.moveTo(x(i), y(curve.get(i).ppm()));
            } else {
                pen.lineTo(x(i), y(curve.get(i).ppm()));
            }
        }
        pen.stroke();
        pen.setFill(tints.get(Tint.TEXT));
        for (int i = 0; i < curve.size(); i++) {
            pen.fillOval(x(i) - em(DOT) / 2, y(curve.get(i).ppm()) - em(DOT) / 2, em(DOT), em(DOT));
        }
    }

    /// The three things that bend the curve most say their name; the rest speaks by its slope.
    /// They stand on three lines in turn, so that neighbours do not run into each other.
    private boolean name(GraphicsContext pen, int i, double line) {
        var word = switch (happenings.get(i)) {
            case Happening.Restarted r -> r.restored() ? "restart, restored" : "restart";
            case Happening.Left _ -> "leaves";
            case Happening.Moment m -> m.ending().unmended() && curve.get(i).hoping() ? "false hope" : "";
        };
        if (!word.isEmpty()) {
            var at = i + 1;
            pen.setFill(tints.get(Tint.BORDER));
            pen.fillRect(x(at), em(TOP), 1, em(HEIGHT - TOP - BOTTOM));
            pen.setFill(tints.get(Tint.MUTED));
            var right = x(at) > getWidth() - em(LONGEST_WORD);
            pen.setTextAlign(right ? TextAlignment.RIGHT : TextAlignment.LEFT);
            pen.fillText(word, x(at) + (right ? -4 : 4), em(line));
        }
        return !word.isEmpty();
    }

    private double x(int at) { return em(LEFT + 8) + (getWidth() - em(LEFT + 24)) * at / Math.max(1, steps); }

    private double y(int ppm) { return em(TOP + (HEIGHT - TOP - BOTTOM) * (1 - ppm / (double) Probability.ONE_PPM)); }
}
