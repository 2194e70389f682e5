/// Counts tokens as the models do.
@NullMarked
package dev.kintsugi.agent.tokens;

import org.jspecify.annotations.NullMarked;
