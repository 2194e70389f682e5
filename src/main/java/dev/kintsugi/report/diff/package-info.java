/// Compares two texts word by word.
@NullMarked
package dev.kintsugi.report.diff;

import org.jspecify.annotations.NullMarked;
