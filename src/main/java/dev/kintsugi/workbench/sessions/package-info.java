/// Lists the sessions: open, export, delete.
@NullMarked
package dev.kintsugi.workbench.sessions;

import org.jspecify.annotations.NullMarked;
