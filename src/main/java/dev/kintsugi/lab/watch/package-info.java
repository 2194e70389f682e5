/// Tells watchers what was written to a session's log, line by line, without holding up who writes it.
@NullMarked
package dev.kintsugi.lab.watch;

import org.jspecify.annotations.NullMarked;
