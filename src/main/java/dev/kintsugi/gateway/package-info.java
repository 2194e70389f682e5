/// Lets other programs in, in the lab's own words, in OpenAI's and in Anthropic's.
@NullMarked
package dev.kintsugi.gateway;

import org.jspecify.annotations.NullMarked;
