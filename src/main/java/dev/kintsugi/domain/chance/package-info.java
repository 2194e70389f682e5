/// Seeded chance: a draw is a pure function of where it is made.
@NullMarked
package dev.kintsugi.domain.chance;

import org.jspecify.annotations.NullMarked;
