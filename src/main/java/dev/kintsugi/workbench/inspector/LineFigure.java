package dev.kintsugi.workbench.inspector;

import java.util.List;
import java.util.Locale;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;

/// A line over turns, without symbols and animation.
final class LineFigure extends Figure {
    private static final double PERCENT_END = 100;
    private static final double PERCENT_TICK = 25;

    private final NumberAxis turns;
    private final XYChart.Series<Number, Number> series = new XYChart.Series<>();

    /// @param percent whether the values are percent: then the axis ends at 100
    LineFigure(String title, String styleClass, boolean percent) {
        this(title, new LineChart<>(new NumberAxis(),
                percent ? new NumberAxis(0, PERCENT_END, PERCENT_TICK) : new NumberAxis()), styleClass);
    }

    private LineFigure(String title, LineChart<Number, Number> chart, String styleClass) {
        super(title, chart);

        turns = (NumberAxis) chart.getXAxis();
        turns.setAutoRanging(false);
        turns.setMinorTickVisible(false);
        ((NumberAxis) chart.getYAxis()).setMinorTickVisible(false);
        chart.setCreateSymbols(false);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.getData().add(series);
        chart.getStyleClass().add(styleClass);
        chart.setAccessibleText(title + ", as a line; the table has the numbers");
    }

    void show(List<Figures.Point> points) {
        var first = points.isEmpty() ? 1 : points.getFirst().turn();
        var last = points.isEmpty() ? 2 : points.getLast().turn();
        turns.setLowerBound(first);
        turns.setUpperBound(Math.max(last, first + 1));
        turns.setTickUnit(Math.max(1, Math.ceil((last - first) / 6.0)));
        series.getData().setAll(points.stream()
                .map(p -> new XYChart.Data<Number, Number>(p.turn(), p.value())).toList());
        // One point is no line: a second one a turn later lets it be seen.
        if (points.size() == 1) {
            series.getData().add(new XYChart.Data<>(first + 1, points.getFirst().value()));
        }
        rows(List.of("turn", "value"), points.stream().map(p -> List.of(Integer.toString(p.turn()),
                String.format(Locale.ROOT, "%.1f", p.value()))).toList());
    }

}
