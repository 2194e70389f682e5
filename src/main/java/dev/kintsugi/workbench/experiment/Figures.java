package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.Arm;
import dev.kintsugi.lab.experiment.Condition;
import dev.kintsugi.lab.experiment.Experiment;
import dev.kintsugi.lab.experiment.Findings;
import dev.kintsugi.lab.experiment.FindingsText;
import dev.kintsugi.lab.experiment.Trace;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.workbench.experiment.Curves.Curve;
import dev.kintsugi.workbench.experiment.Curves.Point;
import dev.kintsugi.workbench.kit.Forest;
import dev.kintsugi.workbench.kit.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What the charts show of findings at one level of misspelled words and of failures. Immutable.
record Figures(Findings findings, int epsilon, int lambda) {
    private static final double MS = 1000;
    private static final double PPM = 1_000_000;

    /// The arms that lines and tiles are of: of an ablation the whole policy and none, else as many as can be told apart.
    static List<Arm> main(Experiment plan) {
        return plan.arms().stream().limit(plan.ablation().isEmpty() ? Curves.MOST_LINES : 2).toList();
    }

    private List<Findings.Cell> mainCells() {
        var main = main(findings.results().plan());
        return cells().stream().filter(c -> main.contains(c.condition().arm())).toList();
    }

    private List<Findings.Cell> cells() {
        return findings.cells().stream()
                .filter(c -> c.condition().epsilon() == epsilon && c.condition().lambda() == lambda).toList();
    }

    private List<Findings.Against> against() {
        return findings.against().stream()
                .filter(a -> a.other().epsilon() == epsilon && a.other().lambda() == lambda).toList();
    }

    Findings.Cell cell(Arm arm) {
        return cells().stream().filter(c -> c.condition().arm().equals(arm)).findFirst().orElseThrow();
    }

    /// What it costs that an arm saves more than the baseline; for every other arm.
    Findings.Against against(Arm arm) {
        return against().stream().filter(a -> a.other().arm().equals(arm)).findFirst().orElseThrow();
    }

    Forest.Chart success() { return rates(Findings.Cell::success); }

    Forest.Chart recovered() { return rates(Findings.Cell::recovery); }

    Forest.Chart claimed() { return rates(Findings.Cell::claimed); }

    private Forest.Chart rates(Function<Findings.Cell, Rate> of) {
        return shares(cells().stream().map(c -> row(c.condition().arm().title(), of.apply(c))).toList());
    }

    private static Forest.Chart shares(List<Forest.Row> rows) {
        return new Forest.Chart(Track.Scale.SHARE, Shares::whole, rows);
    }

    private static Forest.Row row(String name, Rate rate) {
        return new Forest.Row(name, rate.n() == 0
                ? null
                : new Track(Track.Scale.SHARE, rate.value().orElse(0), rate.low(), rate.high()),
                Shares.rate(rate));
    }

    /// By how much more of the pairs each other arm brings to success than the baseline, from all fewer to all more.
    Forest.Chart differences() {
        var scale = new Track.Scale(-1, 1);
        return new Forest.Chart(scale,
                at -> at == 0 ? "as many" : String.format(Locale.ROOT, "%+d", Math.round(100 * at)) + Shares.PERCENT,
                against().stream().map(a -> difference(scale, a)).toList());
    }

    private static Forest.Row difference(Track.Scale scale, Findings.Against a) {
        var name = a.other().arm().title();
        if (a.pairs() == 0) {
            return new Forest.Row(name, null, "no data");
        }
        var more = a.share().value().orElse(0);
        return new Forest.Row(name,
                new Track(scale, more, a.share().low().orElse(more), a.share().high().orElse(more)),
                FindingsText.share(a.share()) + "; " + a.test().second() + " only it, " + a.test().first() + " only "
                        + a.baseline().arm().title() + ", of " + a.pairs() + "; p " + FindingsText.p(a.p()));
    }

    Forest.Chart patterns() {
        return shares(findings.patterns().stream().filter(p -> p.epsilon() == epsilon && p.lambda() == lambda)
                .map(p -> row(p.title(), p.worth().uniqueShare())).toList());
    }

    /// How the rates settle as conversations come.
    List<Curve> traces() {
        return mainCells().stream().map(c -> new Curve(c.condition().arm().title(), Trace
                .of(findings.results(), c.condition(), Curves.MOST_POINTS).stream().filter(t -> t.success().n() > 0)
                .map(t -> new Point(t.conversations(), t.success().value().orElse(0))).toList())).toList();
    }

    /// Which share of the failures is sound again by when, in seconds: steps, up to the longest of all arms.
    List<Curve> sound() {
        var end = mainCells().stream().flatMap(c -> c.sound().curve().stream()).mapToLong(s -> s.ms()).max().orElse(0);
        return mainCells().stream().filter(c -> c.sound().n() > 0).map(c -> steps(c, end)).toList();
    }

    private static Curve steps(Findings.Cell cell, long end) {
        var points = new ArrayList<>(List.of(new Point(0, 0)));
        for (var step : cell.sound().curve()) {
            points.add(new Point(step.ms() / MS, points.getLast().share()));
            points.add(new Point(step.ms() / MS, step.share()));
        }
        points.add(new Point(end / MS, points.getLast().share()));
        var never = cell.sound().n() - cell.sound().done();
        return new Curve(cell.condition().arm().title() + " (" + never + " of " + cell.sound().n() + " never)",
                Curves.thin(points));
    }

    /// pass^k over k.
    List<Curve> reliability() {
        return mainCells().stream().map(c -> new Curve(c.condition().arm().title(), c.all().stream()
                .filter(p -> p.value().isPresent()).map(p -> new Point(p.k(), p.value().orElse(0))).toList())).toList();
    }

    /// R of an arm over the rate of failures, a line for each level of misspelled words.
    ///
    /// @param k how many trials have to succeed
    List<Curve> surface(Arm arm, int k) {
        var plan = findings.results().plan();
        return plan.epsilons().stream().map(e -> new Curve("ε " + FindingsText.number(e),
                plan.lambdas().stream().flatMap(l -> point(new Condition(arm, e, l), l, k).stream()).toList()))
                .toList();
    }

    /// R over the one kind of level of which there are several, a line for each arm.
    List<Curve> edge(int k) {
        var plan = findings.results().plan();
        var overLambda = plan.lambdas().size() > 1;
        return main(plan).stream().map(arm -> new Curve(arm.title(), (overLambda ? plan.lambdas() : plan.epsilons())
                .stream().flatMap(level -> point(overLambda
                        ? new Condition(arm, epsilon, level)
                        : new Condition(arm, level, lambda), level, k).stream())
                .toList())).toList();
    }

    private Optional<Point> point(Condition condition, int level, int k) {
        var cell = findings.cells().stream().filter(c -> c.condition().equals(condition)).findFirst().orElseThrow();
        return cell.all().stream().filter(p -> p.k() == k && p.value().isPresent()).findFirst()
                .map(p -> new Point(level / PPM, p.value().orElse(0)));
    }
}
