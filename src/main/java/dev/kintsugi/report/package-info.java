/// Counts, compares and exports: statistics, word diff, audit files.
@NullMarked
package dev.kintsugi.report;

import org.jspecify.annotations.NullMarked;
