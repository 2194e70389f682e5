/// Reads a reply from the outside and says what is suspicious about it.
@NullMarked
package dev.kintsugi.recovery.detect;

import org.jspecify.annotations.NullMarked;
