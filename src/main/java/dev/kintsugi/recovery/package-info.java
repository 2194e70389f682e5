/// Notices from the outside that something is wrong, and tries to put it right.
@NullMarked
package dev.kintsugi.recovery;

import org.jspecify.annotations.NullMarked;
