/// Rates with their denominators and intervals.
@NullMarked
package dev.kintsugi.report.stats;

import org.jspecify.annotations.NullMarked;
