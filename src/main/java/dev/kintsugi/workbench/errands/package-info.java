/// Runs of prompts on an agent with tools, while their network and they themselves fail.
@NullMarked
package dev.kintsugi.workbench.errands;

import org.jspecify.annotations.NullMarked;
