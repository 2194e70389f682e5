/// What recovery says of itself: one step at a time.
@NullMarked
package dev.kintsugi.domain.recovery;

import org.jspecify.annotations.NullMarked;
