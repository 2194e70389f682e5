/// Judges how programs behave when their calls fail.
@NullMarked
package dev.kintsugi.report.verdict;

import org.jspecify.annotations.NullMarked;
