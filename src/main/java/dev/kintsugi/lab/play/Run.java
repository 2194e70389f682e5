package dev.kintsugi.lab.play;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.History;
import dev.kintsugi.lab.scenario.PatienceState;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.report.story.TurnStory;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/// A scenario played to its end. Immutable.
///
/// @param order the recovery patterns in order, outermost first; empty for none
public record Run(Scenario scenario, SessionId session, String policy, String order, long seed, List<TurnStory> turns,
        Tally tally, History history, Bill bill) {
    public Run {
        turns = List.copyOf(turns);
    }

    /// The customer's patience at the end.
    public PatienceState patience() { return scenario.patience().curve(history).getLast(); }

    /// Plays the scenario without stopping and tells each turn, with the patience after it.
    /// Throws a [dev.kintsugi.domain.Problem] when a turn could not be written.
    public static Run of(Lab lab, Scenario scenario, PlayOptions options, BiConsumer<TurnStory, PatienceState> each) {
        return of(lab, scenario, options, UnaryOperator.identity(), each);
    }

    /// The same, with other chances of failure than the scenario's own.
    ///
    /// @param change makes them of the scenario's
    public static Run of(Lab lab, Scenario scenario, PlayOptions options, UnaryOperator<FaultSettings> change,
            BiConsumer<TurnStory, PatienceState> each) {
        var script = new Script(lab, scenario, options, change);
        while (!script.ended()) {
            script.pass();
            script.next();
            each.accept(script.session().turns().getLast(), script.state(true, false).patience());
        }
        var session = script.session();
        var state = script.state(false, true);
        return new Run(scenario, session.id(), session.policyName(), session.policyOrder(), options.seed(),
                session.turns(), session.tally(), state.history(), state.bill());
    }
}
