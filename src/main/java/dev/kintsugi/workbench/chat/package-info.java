/// Talks with the agent, and shows at each turn what broke and what was mended.
@NullMarked
package dev.kintsugi.workbench.chat;

import org.jspecify.annotations.NullMarked;
