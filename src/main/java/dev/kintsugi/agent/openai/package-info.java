/// Chat completions in OpenAI's shape: what is asked, and how the scripted agent answers it.
@NullMarked
package dev.kintsugi.agent.openai;

import org.jspecify.annotations.NullMarked;
