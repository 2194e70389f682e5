/// Looks into one turn: its three texts, its rolls, its recovery, its events; and the session's figures.
@NullMarked
package dev.kintsugi.workbench.inspector;

import org.jspecify.annotations.NullMarked;
