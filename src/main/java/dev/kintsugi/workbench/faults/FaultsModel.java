package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Bench;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

/// The rail of failure modes: what is set, what it comes to, what was seen. Knows no control and decides nothing:
/// the lab computes every chance. For the window's thread.
public final class FaultsModel {
    private static final int PERCENT = 10_000;
    private static final int MOST = 100;

    private final Dials dials;
    private final Bench bench;
    private final ReadOnlyObjectWrapper<RailState> state;

    public FaultsModel(Dials dials, Bench bench) {
        this.dials = dials;
        this.bench = bench;
        state = new ReadOnlyObjectWrapper<>(now());
    }

    /// Follows the bench until the subscription ends.
    public Subscription follow() {
        return Subscription.combine(bench.tally().subscribe(_ -> refresh()), bench.mark().subscribe(_ -> refresh()),
                bench.forced().subscribe(_ -> refresh()), bench.session().subscribe(_ -> refresh()));
    }

    /// Reads everything again; the view calls it while a cooldown runs down and when settings changed.
    public void refresh() { state.set(now()); }

    private RailState now() {
        var settings = dials.settings();
        var effective = dials.effective();
        var counts = new Counts(bench.tally().get(), bench.mark().get());
        var cards = Arrays.stream(FailureMode.values()).map(m -> {
            var chance = effective.get(m);
            return CardState.of(m, settings.mode(m), chance == null ? 0 : chance.effective().ppm(), counts,
                    m == bench.forced().get());
        }).toList();
        var any = new Injector().any(settings.withChaos(true), SessionFaults.NEW, 0).ppm();
        return new RailState(settings.chaos(), settings.law(), settings.multiplierPpm(),
                dials.cooldownLeft().toMillis(), any, cards.stream().mapToInt(CardState::effective).sum(),
                counts.any(), cards, remark(settings));
    }

    private static String remark(FaultSettings settings) {
        if (!settings.chaos()) {
            return "Chaos is off: chance injects nothing. Forcing still works.";
        }
        var sum = settings.modes().values().stream().filter(ModeSettings::on)
                .mapToLong(m -> m.probability().times(settings.multiplierPpm()).ppm()).sum();
        return settings.law() == Law.WEIGHTED && sum > Probability.ONE_PPM
                ? "The sliders add up to " + Words.percent((int) sum) + ": each share shrinks in proportion."
                : "";
    }

    /// Turns a mode on or off.
    public void toggle(FailureMode mode) {
        var on = !dials.settings().mode(mode).on();
        step(mode, "Turn " + mode.title() + (on ? " on" : " off"), m -> m.withOn(on));
    }

    /// Sets a chance in whole percent while a gesture goes on; [#settled()] ends it.
    public void slide(FailureMode mode, int percent) {
        var chance = new Probability(Math.clamp(percent, 0, MOST) * PERCENT);
        if (!chance.equals(dials.settings().mode(mode).probability())) {
            change(mode, "Set " + mode.title(), m -> m.withProbability(chance));
        }
    }

    public void settled() { dials.seal(); }

    /// Sets a chance in one step.
    public void set(FailureMode mode, int percent) {
        slide(mode, percent);
        settled();
    }

    /// Moves a chance by so many percent.
    public void nudge(FailureMode mode, int percent) {
        set(mode, dials.settings().mode(mode).probability().ppm() / PERCENT + percent);
    }

    /// Sets a parameter of a mode. Throws a [dev.kintsugi.domain.Problem] for a value that makes no sense.
    public void parameter(FailureMode mode, String name, String value) {
        if (!dials.settings().parameter(mode, name).equals(value)) {
            var next = dials.settings().mode(mode).withParameter(name, value);
            var checked = dials.settings().withMode(mode, next);
            step(mode, "Set " + mode.title() + ": " + name, _ -> checked.mode(mode));
        }
    }

    String parameter(FailureMode mode, String name) { return dials.settings().parameter(mode, name); }

    /// Asks for a mode in the next turn, or takes that back.
    public void force(FailureMode mode) { bench.forced().set(bench.forced().get() == mode ? null : mode); }

    public void law(Law law) {
        if (dials.settings().law() != law) {
            dials.change("law", "Choose the " + law.wire() + " law", s -> s.withLaw(law));
            dials.seal();
            refresh();
        }
    }

    /// Sets the multiplier in hundredths.
    public void multiplier(int hundredths) {
        var ppm = hundredths * PERCENT;
        if (dials.settings().multiplierPpm() != ppm) {
            dials.change("multiplier", "Set the multiplier", s -> s.withMultiplier(ppm));
            dials.seal();
            refresh();
        }
    }

    public void endCooldown() {
        dials.endCooldown();
        refresh();
    }

    String fixed(String variable) { return dials.fixed(variable); }

    private void step(FailureMode mode, String title, UnaryOperator<ModeSettings> change) {
        dials.seal();
        change(mode, title, change);
        dials.seal();
    }

    private void change(FailureMode mode, String title, UnaryOperator<ModeSettings> change) {
        dials.change(mode, title, s -> s.withMode(mode, change.apply(s.mode(mode))));
        refresh();
    }

    public ReadOnlyObjectProperty<RailState> state() { return state.getReadOnlyProperty(); }
}
