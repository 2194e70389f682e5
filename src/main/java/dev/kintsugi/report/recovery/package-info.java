/// What recovery did, counted from the log: patterns, circuits, calls, alerts, and what each pattern is worth.
@NullMarked
package dev.kintsugi.report.recovery;

import org.jspecify.annotations.NullMarked;
