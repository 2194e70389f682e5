/// The words of work that goes on over several steps: how a workflow stands, and what became of an effect.
@NullMarked
package dev.kintsugi.domain.work;

import org.jspecify.annotations.NullMarked;
