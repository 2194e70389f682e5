/// Answers programs that speak to OpenAI.
@NullMarked
package dev.kintsugi.gateway.openai;

import org.jspecify.annotations.NullMarked;
