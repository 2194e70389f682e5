package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.truth.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.StackedBarChart;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Failures of each span of turns, stacked by family.
final class FamilyChart extends Figure {
    private final StackedBarChart<String, Number> chart;
    private final Map<Category, XYChart.Series<String, Number>> series = new EnumMap<>(Category.class);

    FamilyChart() { this(new StackedBarChart<>(new CategoryAxis(), new NumberAxis())); }

    private FamilyChart(StackedBarChart<String, Number> chart) {
        super("Failures by family", chart);
        this.chart = chart;
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.getStyleClass().add("family-chart");
        chart.getXAxis().setAnimated(false);
        ((NumberAxis) chart.getYAxis()).setMinorTickVisible(false);
        chart.setAccessibleText("Failures by family, as bars; the table has the numbers");
        for (var family : Category.values()) {
            var one = new XYChart.Series<String, Number>();
            one.setName(title(family));
            series.put(family, one);
            chart.getData().add(one);
        }
        getChildren().add(legend());
    }

    private static FlowPane legend() {
        var legend = new FlowPane();
        legend.getStyleClass().add("family-legend");
        for (var family : Category.values()) {
            var stripe = new Region();
            stripe.getStyleClass().addAll("family", "family-" + family.wire(), "family-key");
            var key = new HBox(stripe, RecoveryView.words(title(family), "muted", "small"));
            key.getStyleClass().add("family-pair");
            legend.getChildren().add(key);
        }
        return legend;
    }

    private static String title(Category family) { return family.wire().replace('_', ' '); }

    void show(List<Figures.Bar> bars) {
        var axis = (NumberAxis) chart.getYAxis();
        var most = bars.stream().mapToInt(b -> Arrays.stream(Category.values()).mapToInt(b::count).sum()).max()
                .orElse(0);
        axis.setAutoRanging(false);
        axis.setUpperBound(Math.max(1, most));
        axis.setTickUnit(Math.max(1, Math.ceil(most / 5.0)));
        series.forEach((family, one) -> one.getData().setAll(bars.stream()
                .map(b -> new XYChart.Data<String, Number>(b.name(), b.count(family))).toList()));
        var anything = bars.stream().anyMatch(b -> !b.counts().isEmpty());
        rows(head(), anything ? bars.stream().map(FamilyChart::cells).toList() : List.of());
    }

    private static List<String> head() {
        var head = new ArrayList<>(List.of("turns"));
        for (var family : Category.values()) {
            head.add(title(family).split(" ", 2)[0].toLowerCase(Locale.ROOT));
        }
        return head;
    }

    private static List<String> cells(Figures.Bar bar) {
        var cells = new ArrayList<>(List.of(bar.name()));
        for (var family : Category.values()) {
            cells.add(Integer.toString(bar.count(family)));
        }
        return cells;
    }
}
