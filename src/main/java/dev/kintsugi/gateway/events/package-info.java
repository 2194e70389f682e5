/// Streams the log to whoever listens, and goes on where a lost stream ended.
@NullMarked
package dev.kintsugi.gateway.events;

import org.jspecify.annotations.NullMarked;
