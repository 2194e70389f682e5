package dev.kintsugi.workbench.settings;

import dev.kintsugi.lab.LabSettings;
import java.util.function.Function;

/// Where the value of a setting came from when the window opened. Immutable.
///
/// @param name  the setting, for people
/// @param from  an option such as `--seed`, a variable such as `AI_MODEL`, `saved`, or `default`
/// @param value its value in these settings, in words
public record Origin(String name, String from, Function<LabSettings, String> value) {}
