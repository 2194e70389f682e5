/// Draws the session as lanes of marks on which a turn can be picked.
@NullMarked
package dev.kintsugi.workbench.timeline;

import org.jspecify.annotations.NullMarked;
