package dev.kintsugi.workbench.experiment;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/// Shares as lines over something, without symbols and animation; the axis of shares ends at 100 %.
final class Curves extends VBox {
    /// The most points of a line.
    static final int MOST_POINTS = 300;
    /// So many lines can be told apart by colour and dashes.
    static final int MOST_LINES = 6;
    private static final double END = 100;
    private static final double TICK = 25;
    private static final double SAMPLE = 24;
    private static final int TICKS = 6;
    /// Less than this part of a tick is the rounding of a division.
    private static final double LEAST_PART = 1e-6;

    private final NumberAxis across = new NumberAxis();
    private final LineChart<Number, Number> chart = new LineChart<>(across, new NumberAxis(0, END, TICK));
    private final FlowPane legend = new FlowPane();

    /// @param share 0 to 1
    record Point(double at, double share) {}

    /// One line. Immutable.
    record Curve(String name, List<Point> points) {
        Curve {
            points = List.copyOf(points);
        }
    }

    /// @param what what the lines run over, e.g. `conversations`
    Curves(String what) {
        across.setAutoRanging(false);
        across.setMinorTickVisible(false);
        across.setLabel(what);
        ((NumberAxis) chart.getYAxis()).setMinorTickVisible(false);
        chart.getYAxis().setLabel("%");
        chart.setCreateSymbols(false);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        legend.getStyleClass().add("curve-legend");
        getStyleClass().addAll("curves", "figure");
        getChildren().addAll(legend, chart);
    }

    /// @param from where the axis begins
    void show(List<Curve> curves, double from) {
        var shown = curves.subList(0, Math.min(MOST_LINES, curves.size()));
        var to = shown.stream().flatMap(c -> c.points().stream()).mapToDouble(Point::at).max().orElse(from + 1);
        scale(from, to > from ? to : from + 1);
        if (chart.getData().size() != shown.size()) {
            chart.getData().setAll(shown.stream().map(_ -> new XYChart.Series<Number, Number>()).toList());
        }
        for (int i = 0; i < shown.size(); i++) {
            chart.getData().get(i).getData().setAll(shown.get(i).points().stream()
                    .map(p -> new XYChart.Data<Number, Number>(p.at(), END * p.share())).toList());
        }
        legend.getChildren().setAll(keys(shown));
        chart.setAccessibleText("Lines of " + String.join(", ", shown.stream().map(Curve::name).toList())
                + "; the table has the numbers");
    }

    private void scale(double from, double to) {
        var rough = (to - from) / TICKS;
        var power = Math.pow(10, Math.floor(Math.log10(rough)));
        var unit = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
        across.setTickUnit(unit);
        across.setLowerBound(from);
        across.setUpperBound(from + unit * Math.ceil((to - from) / unit - LEAST_PART));
    }

    private static List<Node> keys(List<Curve> shown) {
        var keys = new ArrayList<Node>();
        for (int i = 0; i < shown.size(); i++) {
            var line = new Line(0, 0, SAMPLE, 0);
            line.getStyleClass().addAll("curve", "curve-" + i);
            var name = new Label(shown.get(i).name());
            name.setMinWidth(USE_PREF_SIZE);
            var key = new HBox(line, name);
            key.getStyleClass().add("family-pair");
            keys.add(key);
        }
        return keys;
    }

    /// As few points as a chart bears: each stands for as many neighbours as needed, and the last stays.
    static List<Point> thin(List<Point> points) {
        var step = (points.size() + MOST_POINTS - 2) / (MOST_POINTS - 1);
        var thin = new ArrayList<Point>();
        for (int i = 0; i < points.size(); i++) {
            if ((i + 1) % Math.max(1, step) == 0 || i == points.size() - 1) {
                thin.add(points.get(i));
            }
        }
        return thin;
    }
}
