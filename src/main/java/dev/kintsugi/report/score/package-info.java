/// Scores detectors against what was really injected.
@NullMarked
package dev.kintsugi.report.score;

import org.jspecify.annotations.NullMarked;
