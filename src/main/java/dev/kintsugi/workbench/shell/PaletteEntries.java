package dev.kintsugi.workbench.shell;

import dev.kintsugi.workbench.kit.Desk;
import java.util.ArrayList;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/// Everything the palette can find: actions, then scenarios, experiments and sessions.
final class PaletteEntries {
    private static final int SESSIONS = 500;

    private final Desk desk;
    private final Places places;
    private final Rooms rooms;

    PaletteEntries(Desk desk, Places places, Rooms rooms) {
        this.desk = desk;
        this.places = places;
        this.rooms = rooms;
    }

    List<PaletteEntry> all() {
        var all = new ArrayList<PaletteEntry>();
        for (var action : desk.actions().all()) {
            if (!action.id().equals("view.palette") && !action.id().equals("view.close")) {
                all.add(new PaletteEntry(action.title(), action.group(), action.icon(), action.keyText(),
                        action.blocked().getValue(), action.run()));
            }
        }
        for (var scenario : rooms.known()) {
            all.add(new PaletteEntry(scenario.title(), "Scenario", Feather.FILM, "", "", () -> {
                places.screen().set(ScreenName.SCENARIOS);
                rooms.choose(scenario);
            }));
        }
        rooms.experiments().choice().known().forEach((file, title) -> all.add(
                new PaletteEntry(title, "Experiment", Feather.BAR_CHART_2, "", "", () -> {
                    places.screen().set(ScreenName.EXPERIMENTS);
                    rooms.experiments().choice().open(file);
                })));
        desk.lab().sessions().rows().stream().limit(SESSIONS)
                .forEach(row -> all
                        .add(new PaletteEntry(row.title().isBlank() ? "Session " + row.ordinal() : row.title(),
                                "Session " + row.ordinal(), Feather.ARCHIVE, "", "", () -> {
                                    places.screen().set(ScreenName.BENCH);
                                    desk.lab().open(row.id());
                                })));
        return all;
    }
}
