/// Hands a caller's requests on to a provider over pooled connections.
@NullMarked
package dev.kintsugi.agent.forward;

import org.jspecify.annotations.NullMarked;
