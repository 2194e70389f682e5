/// Whether the user was told of a failure, or told that all is well.
@NullMarked
package dev.kintsugi.report.claim;

import org.jspecify.annotations.NullMarked;
