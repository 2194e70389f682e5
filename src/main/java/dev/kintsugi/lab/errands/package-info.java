/// Runs of prompts over services whose network and tools fail by seeded chance.
@NullMarked
package dev.kintsugi.lab.errands;

import org.jspecify.annotations.NullMarked;
