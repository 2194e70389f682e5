/// The prompt as the model reads it: the system message and its size in tokens.
@NullMarked
package dev.kintsugi.agent.prompt;

import org.jspecify.annotations.NullMarked;
