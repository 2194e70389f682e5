/// The log: sealed events, the canonical line each becomes, and the chain that joins the lines.
@NullMarked
package dev.kintsugi.domain.event;

import org.jspecify.annotations.NullMarked;
