/// The clocks of a session: one that people may stop, one that announces its waits, one that stands between two looks.
@NullMarked
package dev.kintsugi.lab.time;

import org.jspecify.annotations.NullMarked;
