/// Plays a scenario to an agent, at a person's pace or at once.
@NullMarked
package dev.kintsugi.lab.play;

import org.jspecify.annotations.NullMarked;
