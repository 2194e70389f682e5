/// Asks a real provider, one that speaks as OpenAI does, and says in the lab's words how it went wrong when it did.
@NullMarked
package dev.kintsugi.agent.provider;

import org.jspecify.annotations.NullMarked;
