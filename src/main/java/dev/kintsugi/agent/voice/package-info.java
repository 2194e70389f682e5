/// Speaks replies through a speech program that is installed. Off unless someone turns it on.
@NullMarked
package dev.kintsugi.agent.voice;

import org.jspecify.annotations.NullMarked;
