/// Wires: reads settings, builds the rooms, opens a door.
@NullMarked
package dev.kintsugi.app;

import org.jspecify.annotations.NullMarked;
