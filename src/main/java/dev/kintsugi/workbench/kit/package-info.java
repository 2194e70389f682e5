/// What every part of the window shares: looks, marks, the table of actions, undo, jobs, notices, the one selection.
@NullMarked
package dev.kintsugi.workbench.kit;

import org.jspecify.annotations.NullMarked;
