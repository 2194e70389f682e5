/// A model that follows a pack's script instead of a neural network: deterministic, offline, behind the same port.
@NullMarked
package dev.kintsugi.agent.scripted;

import org.jspecify.annotations.NullMarked;
