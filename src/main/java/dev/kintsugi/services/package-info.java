/// The small real servers that stand for the outside world of the agent's tools.
@NullMarked
package dev.kintsugi.services;

import org.jspecify.annotations.NullMarked;
