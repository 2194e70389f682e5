/// Which pattern saves which failure, what a saved turn costs, and what the detectors are worth: played, not written down.
@NullMarked
package dev.kintsugi.workbench.matrix;

import org.jspecify.annotations.NullMarked;
