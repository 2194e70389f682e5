package dev.kintsugi.workbench.shell;

import static dev.kintsugi.workbench.shell.Places.Over.HELP;
import static dev.kintsugi.workbench.shell.Places.Over.NOTHING;
import static dev.kintsugi.workbench.shell.Places.Over.PALETTE;
import static dev.kintsugi.workbench.shell.Places.Over.PRESENTER;

import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.feather.Feather;

/// The actions that belong to no single feature.
final class LabActions {
    private static final String WHERE = "Getting around";
    private static final String TURNS = "Turns";
    private static final String LAB = "The lab";
    private static final String LOOKS = "Looks";

    private final Desk desk;
    private final Places places;
    private final LongSupplier seeds;

    /// @param seeds gives a new seed when a person shuffles
    LabActions(Desk desk, Places places, LongSupplier seeds) {
        this.desk = desk;
        this.places = places;
        this.seeds = seeds;
    }

    Action[] all() {
        var all = new ArrayList<Action>();
        all.addAll(places());
        all.addAll(panes());
        all.addAll(lab());
        all.addAll(turns());
        all.addAll(looks());
        return all.toArray(Action[]::new);
    }

    private List<Action> places() {
        var all = new ArrayList<Action>();
        all.add(Action.of("view.palette", "Search or run a command").group(WHERE).icon(Feather.SEARCH).key("Shortcut+K")
                .run(() -> places.toggle(PALETTE)));
        for (var screen : ScreenName.values()) {
            var action = Action.of(screen.actionId(), "Go to " + screen.title().toLowerCase(Locale.ROOT))
                    .group(WHERE).icon(screen.icon()).key("Shortcut+" + (screen.ordinal() + 1));
            if (screen == ScreenName.SETTINGS) {
                action.key("Shortcut+Comma");
            }
            all.add(action.run(() -> go(screen)));
        }
        all.add(Action.of("scenario.open", "Play scenario").group(WHERE).icon(Feather.PLAY)
                .run(() -> go(ScreenName.SCENARIOS)));
        all.add(Action.of("help.keys", "Show keys and marks").group(WHERE).icon(Feather.HELP_CIRCLE).key("F1")
                .run(() -> places.toggle(HELP)));
        return all;
    }

    private List<Action> panes() {
        return List.of(
                Action.of("view.modes", "Show or hide the failure modes").group(WHERE).icon(Feather.SLIDERS)
                        .key("Shortcut+B").run(() -> flip(places.modes())),
                Action.of("view.inspector", "Show or hide the inspector").group(WHERE).icon(Feather.COLUMNS)
                        .key("Shortcut+I").run(() -> flip(places.inspector())),
                Action.of("view.timeline", "Show or hide the timeline").group(WHERE).icon(Feather.ACTIVITY)
                        .key("Shortcut+J").run(() -> flip(places.timeline())),
                Action.of("view.presenter", "Present to a classroom").group(WHERE).icon(Feather.MONITOR).key("F5")
                        .run(() -> places.toggle(PRESENTER)),
                Action.of("view.close", "Close what lies on top").group(WHERE)
                        .blocked(Blocked.when(places.over().map(over -> over == NOTHING), "Nothing lies on top"))
                        .key("Esc").run(() -> places.over().set(NOTHING)),
                Action.of("view.dismiss", "Close the newest message in the corner").group(WHERE)
                        .blocked(undismissable()).politeKey("Esc")
                        .run(() -> desk.notices().dismiss(desk.notices().shown().getLast())));
    }

    /// Escape closes what lies on top and stops a turn before it closes a message.
    private ObservableValue<String> undismissable() {
        return Bindings.createStringBinding(() -> {
            if (desk.notices().shown().isEmpty()) {
                return "No message stands in the corner";
            }
            if (places.over().get() != NOTHING) {
                return "Something lies on top";
            }
            return desk.bench().underWay() ? "A turn is under way" : "";
        }, desk.notices().shown(), places.over(), desk.bench().asked(), desk.bench().turns());
    }

    private List<Action> lab() {
        return List.of(
                Action.of("chaos.toggle", "Turn chaos on or off").group(LAB).icon(Feather.ZAP).key("Shortcut+Period")
                        .run(this::toggleChaos),
                Action.of("chaos.panic", "Panic stop: end every fault").group(LAB).icon(Feather.OCTAGON)
                        .key("Shortcut+Shift+Period").run(this::panic),
                Action.of("edit.undo", "Undo the last change of a setting").group(LAB).icon(Feather.CORNER_UP_LEFT)
                        .blocked(desk.undo().next().map(next -> next.isEmpty() ? "No setting was changed" : ""))
                        .politeKey("Shortcut+Z").run(desk.undo()::undo),
                Action.of("seed.shuffle", "Draw a new seed").group(LAB).icon(Feather.SHUFFLE).run(this::shuffle),
                Action.of("session.new", "Begin a new session").group(LAB).icon(Feather.PLUS).key("Shortcut+N")
                        .run(this::begin));
    }

    private List<Action> turns() {
        var none = Bindings.isEmpty(desk.bench().turns());
        var nothing = Blocked.when(none.map(Boolean::booleanValue), "There is no turn yet");
        return List.of(
                Action.of("turn.previous", "Select the previous turn").group(TURNS).icon(Feather.CHEVRON_UP)
                        .key("Alt+Up").blocked(nothing).run(() -> desk.bench().step(-1)),
                Action.of("turn.next", "Select the next turn").group(TURNS).icon(Feather.CHEVRON_DOWN).key("Alt+Down")
                        .blocked(nothing).run(() -> desk.bench().step(1)),
                Action.of("turn.failure", "Select the next failure").group(TURNS).icon(Feather.ALERT_TRIANGLE).key("F8")
                        .blocked(nothing).run(desk.bench()::nextFailure),
                Action.of("counters.mark", "Count from here").group(TURNS).icon(Feather.FLAG).key("Shortcut+M")
                        .blocked(nothing).run(this::markCounters));
    }

    private List<Action> looks() {
        var looks = desk.appearance();
        return List.of(
                Action.of("view.theme", "Light or dark").group(LOOKS).icon(Feather.SUN).run(looks::flip),
                Action.of("view.zoom.in", "Larger").group(LOOKS).icon(Feather.ZOOM_IN).key("Shortcut+Plus")
                        .key("Shortcut+Equals").key("Shortcut+Shift+Equals").key("Shortcut+Shift+Plus")
                        .key("Shortcut+Add").run(looks::zoomIn),
                Action.of("view.zoom.out", "Smaller").group(LOOKS).icon(Feather.ZOOM_OUT).key("Shortcut+Minus")
                        .key("Shortcut+Subtract").run(looks::zoomOut),
                Action.of("view.zoom.reset", "Normal size").group(LOOKS).icon(Feather.MAXIMIZE).key("Shortcut+0")
                        .run(() -> looks.zoomTo(100)));
    }

    private void go(ScreenName screen) {
        places.over().set(NOTHING);
        places.screen().set(screen);
    }

    private void flip(BooleanProperty pane) {
        places.screen().set(ScreenName.BENCH);
        pane.set(!pane.get());
    }

    private void toggleChaos() {
        var on = !desk.lab().settings().get().faults().chaos();
        desk.lab().change("chaos", on ? "Turn chaos on" : "Turn chaos off",
                now -> now.withFaults(now.faults().withChaos(on)));
        desk.undo().seal();
    }

    private void panic() {
        try {
            desk.lab().lab().panicStop();
            desk.notices().show(Notice.good("Chaos is off and every live fault has ended."));
        } catch (RuntimeException trouble) {
            desk.notices().problem(trouble);
        }
    }

    private void shuffle() {
        var seed = seeds.getAsLong();
        desk.lab().change("seed", "Draw a new seed", now -> now.withSeed(seed));
        desk.undo().seal();
    }

    private void begin() {
        go(ScreenName.BENCH);
        desk.lab().clear();
        desk.actions().run("chat.message");
    }

    private void markCounters() {
        desk.bench().mark().set(desk.bench().tally().get());
        desk.notices().say("Counting from turn " + (desk.bench().tally().get().turns() + 1) + ".");
    }
}
