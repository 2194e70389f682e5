/// What an agent knows and how it speaks, read from data files.
@NullMarked
package dev.kintsugi.agent.pack;

import org.jspecify.annotations.NullMarked;
