/// Refuses what does not come from a program on this machine, or from one with the token.
@NullMarked
package dev.kintsugi.gateway.guard;

import org.jspecify.annotations.NullMarked;
