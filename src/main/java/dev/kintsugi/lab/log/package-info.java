/// Writes a session's events to the journal, and folds from them what the session knows of itself.
@NullMarked
package dev.kintsugi.lab.log;

import org.jspecify.annotations.NullMarked;
