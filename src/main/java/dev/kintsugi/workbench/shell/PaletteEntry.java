package dev.kintsugi.workbench.shell;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/// A line of the command palette. Immutable.
///
/// @param group   where it comes from, e.g. `Session`
/// @param keys    for people; may be empty
/// @param blocked why it cannot be done now; empty when it can
record PaletteEntry(String title, String group, @Nullable Ikon icon, String keys, String blocked, Runnable run) {
    String searched() { return title + " " + group; }
}
