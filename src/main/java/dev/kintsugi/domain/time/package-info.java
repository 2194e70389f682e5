/// Lab time: one clock interface, and the waits that go through it.
@NullMarked
package dev.kintsugi.domain.time;

import org.jspecify.annotations.NullMarked;
