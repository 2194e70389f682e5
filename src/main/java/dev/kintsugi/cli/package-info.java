/// Lets a person or a script in from a terminal.
@NullMarked
package dev.kintsugi.cli;

import org.jspecify.annotations.NullMarked;
