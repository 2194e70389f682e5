/// Lets other programs in, in the lab's own words and in OpenAI's.
@NullMarked
package dev.kintsugi.gateway;

import org.jspecify.annotations.NullMarked;
