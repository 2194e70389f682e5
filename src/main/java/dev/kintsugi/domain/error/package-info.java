/// What can go wrong for an agent: nine kinds, and the wire errors that they come from.
@NullMarked
package dev.kintsugi.domain.error;

import org.jspecify.annotations.NullMarked;
