package dev.kintsugi.workbench.shell;

import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.workbench.chat.ChatView;
import dev.kintsugi.workbench.errands.ErrandsDialogs;
import dev.kintsugi.workbench.errands.ErrandsModel;
import dev.kintsugi.workbench.errands.ErrandsView;
import dev.kintsugi.workbench.experiment.ExperimentModel;
import dev.kintsugi.workbench.experiment.ExperimentView;
import dev.kintsugi.workbench.experiment.FileDialogs;
import dev.kintsugi.workbench.faults.FaultsView;
import dev.kintsugi.workbench.health.HealthView;
import dev.kintsugi.workbench.inspector.InspectorModel;
import dev.kintsugi.workbench.inspector.InspectorView;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.View;
import dev.kintsugi.workbench.matrix.DetectorsView;
import dev.kintsugi.workbench.matrix.MatrixModel;
import dev.kintsugi.workbench.matrix.MatrixView;
import dev.kintsugi.workbench.network.NetworkModel;
import dev.kintsugi.workbench.network.NetworkView;
import dev.kintsugi.workbench.people.PeopleModel;
import dev.kintsugi.workbench.people.PeopleView;
import dev.kintsugi.workbench.policy.PolicyModel;
import dev.kintsugi.workbench.policy.PolicyView;
import dev.kintsugi.workbench.scenario.ScenarioGlance;
import dev.kintsugi.workbench.scenario.ScenarioView;
import dev.kintsugi.workbench.sessions.Exporting;
import dev.kintsugi.workbench.sessions.SessionsView;
import dev.kintsugi.workbench.settings.Fixed;
import dev.kintsugi.workbench.settings.SettingsView;
import dev.kintsugi.workbench.timeline.TimelineModel;
import dev.kintsugi.workbench.timeline.TimelineView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javafx.stage.Stage;

/// The features, each built once, and what they are given of the lab. The only place that knows them all.
final class Rooms {
    private final Desk desk;
    private final ChatView chat;
    private final FaultsView faults;
    private final InspectorView inspector;
    private final View timeline;
    private final ScenarioView scenarios;
    private final ExperimentModel experiments;
    private final View experiment;
    private final ErrandsModel errands;
    private final View errand;
    private final View sessions;
    private final View settings;
    private final PeopleModel waiting;
    private final View people;
    private final NetworkModel gateway;
    private final View network;
    private final RecoveryScreen recovery;
    private List<Shelved> known = List.of();

    Rooms(Desk desk, WorkbenchOptions options, Places places, Stage stage) {
        this.desk = desk;
        var exporting = new Exporting(desk);
        chat = new ChatView(desk);
        faults = new FaultsView(desk, variable -> fixedBy(options.fixed(), variable));
        inspector = new InspectorView(desk, new InspectorModel(desk.bench()),
                entry -> desk.lab().lab().batch(entry.session(), entry.sequence() - 1).stream().findFirst(),
                this::circuits);
        timeline = new TimelineView(desk, new TimelineModel(desk.bench()), () -> places.timeline().set(false));
        scenarios = new ScenarioView(desk, options.scenarios());
        experiments = new ExperimentModel(desk, options.program());
        experiment = experiment(places, stage);
        errands = new ErrandsModel(desk, options.program(), options.errands());
        errand = errand(places, stage);
        sessions = new SessionsView(desk, exporting, () -> toBench(places));
        waiting = new PeopleModel(desk);
        people = new PeopleView(waiting, () -> places.screen().set(ScreenName.SETTINGS));
        gateway = new NetworkModel(desk, options.doors());
        network = new NetworkView(desk, gateway, () -> toBench(places));
        desk.actions().add(gateway.actions(() -> to(places, ScreenName.NETWORK)));
        recovery = recovery(options, places);
        settings = new SettingsView(desk, options.packs(), options.fixed(), options.connection(),
                options.storeBytes(), options.addresses(), options.origins());
        desk.actions().add(exporting.action(stage),
                scenarios.replay(() -> places.screen().set(ScreenName.SCENARIOS)));
        ofTheBench(places);
        read(options);
    }

    private View experiment(Places places, Stage stage) {
        var view = new ExperimentView(desk, experiments, new FileDialogs(stage, experiments::name),
                () -> toBench(places));
        desk.actions().add(view.actions(() -> to(places, ScreenName.EXPERIMENTS)));
        experiments.choice().look();
        return view;
    }

    private View errand(Places places, Stage stage) {
        var view = new ErrandsView(desk, errands, new ErrandsDialogs(stage), () -> toBench(places));
        desk.actions().add(view.actions(() -> to(places, ScreenName.ERRANDS)));
        errands.look();
        return view;
    }

    /// What belongs to the bench is found from every screen, and leads there.
    private void ofTheBench(Places places) {
        Runnable toBench = () -> toBench(places);
        desk.actions().add(chat.write(toBench));
        desk.actions().add(faults.actions(toBench));
        desk.actions().add(inspector.actions(() -> {
            toBench(places);
            places.inspector().set(true);
        }));
    }

    private static void toBench(Places places) { to(places, ScreenName.BENCH); }

    private static void to(Places places, ScreenName screen) {
        places.over().set(Places.Over.NOTHING);
        places.screen().set(screen);
    }

    private RecoveryScreen recovery(WorkbenchOptions options, Places places) {
        Runnable toBench = () -> toBench(places);
        var screen = new RecoveryScreen(
                new PolicyView(desk, new PolicyModel(desk, options.home()),
                        options.fixed().containsKey(Fixed.POLICY) ? "Set by " + options.fixed().get(Fixed.POLICY) : ""),
                new HealthView(desk, waiting.count(), () -> places.screen().set(ScreenName.PEOPLE), toBench),
                new MatrixView(desk, new MatrixModel(desk, options.scenarios()), toBench), new DetectorsView(desk));
        desk.actions().add(RecoveryScreen.actions(screen.part(), () -> to(places, ScreenName.RECOVERY)));
        return screen;
    }

    /// The palette needs the scenarios before their screen is opened. What is wrong with one is told there.
    private void read(WorkbenchOptions options) {
        CompletableFuture.supplyAsync(options.scenarios()::get)
                .thenAccept(list -> desk.pump().inOrder(() -> known = List.copyOf(list)));
    }

    private static String fixedBy(Map<Fixed, String> fixed, String variable) {
        return fixed.containsValue(variable) ? "Set by " + variable : "";
    }

    private Map<String, String> circuits() {
        var session = desk.lab().session().get();
        var states = new TreeMap<String, String>();
        if (session != null) {
            session.circuits().forEach(circuit -> states.put(circuit.service(),
                    circuit.state().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + circuit.failures()
                            + " of " + circuit.threshold() + " failures"));
        }
        return states;
    }

    View chat() { return chat; }

    View faults() { return faults; }

    View inspector() { return inspector; }

    View timeline() { return timeline; }

    ScenarioGlance glance() { return scenarios.glance(); }

    View scenarios() { return scenarios; }

    View experiment() { return experiment; }

    /// The experiments that can be run, and what they found.
    ExperimentModel experiments() { return experiments; }

    View errand() { return errand; }

    /// The errands that can be run, and what came of them.
    ErrandsModel errands() { return errands; }

    View sessions() { return sessions; }

    View settings() { return settings; }

    View people() { return people; }

    View network() { return network; }

    /// Whether and where other programs are let in.
    NetworkModel gateway() { return gateway; }

    View recovery() { return recovery; }

    /// What waits for a person.
    PeopleModel waiting() { return waiting; }

    /// The scenarios, also those that cannot be read, empty until they are read.
    List<Shelved> known() { return known; }

    void choose(Shelved scenario) { scenarios.choose(scenario); }
}
