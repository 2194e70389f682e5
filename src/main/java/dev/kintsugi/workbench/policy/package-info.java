/// Composes a recovery policy: which patterns, in which order, set to what.
@NullMarked
package dev.kintsugi.workbench.policy;

import org.jspecify.annotations.NullMarked;
