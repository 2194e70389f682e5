/// The rail of failure modes: set, effective and seen, side by side.
@NullMarked
package dev.kintsugi.workbench.faults;

import org.jspecify.annotations.NullMarked;
