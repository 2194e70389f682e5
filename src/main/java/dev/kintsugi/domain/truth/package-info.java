/// What only the injecting side and the report may know: the mode, the draws, what was changed.
@NullMarked
package dev.kintsugi.domain.truth;

import org.jspecify.annotations.NullMarked;
