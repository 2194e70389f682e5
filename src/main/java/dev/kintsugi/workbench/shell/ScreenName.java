package dev.kintsugi.workbench.shell;

import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;

/// The screens of the window, in the order of their keys and of the rail; the settings stand last, at its bottom.
enum ScreenName {
    BENCH("Chat bench", Feather.MESSAGE_SQUARE), //
    SCENARIOS("Scenarios", Feather.FILM), //
    EXPERIMENTS("Experiments", Feather.BAR_CHART_2), //
    ERRANDS("Errands", Feather.CHECK_SQUARE), //
    SESSIONS("Sessions", Feather.ARCHIVE), //
    PEOPLE("People", Feather.USERS), //
    RECOVERY("Recovery", Feather.SHIELD), //
    NETWORK("Gateway", Feather.SHARE_2), //
    SETTINGS("Settings", Feather.SETTINGS);

    private final String title;
    private final Feather icon;

    ScreenName(String title, Feather icon) {
        this.title = title;
        this.icon = icon;
    }

    String title() { return title; }

    Feather icon() { return icon; }

    String actionId() { return "screen." + name().toLowerCase(Locale.ROOT); }
}
