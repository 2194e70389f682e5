/// Answers programs that speak to Anthropic, through the doors of those that speak to OpenAI.
@NullMarked
package dev.kintsugi.gateway.anthropic;

import org.jspecify.annotations.NullMarked;
