/// What is asked, in the words of chat completions whichever API it came by, and how the scripted agent answers it.
@NullMarked
package dev.kintsugi.agent.openai;

import org.jspecify.annotations.NullMarked;
