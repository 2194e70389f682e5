/// Puts the detectors to the test: seeded episodes in virtual time whose truth is known.
@NullMarked
package dev.kintsugi.lab.trial;

import org.jspecify.annotations.NullMarked;
