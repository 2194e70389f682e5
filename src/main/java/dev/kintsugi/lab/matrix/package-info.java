/// Plays every failure against every pattern and tells which saves which.
@NullMarked
package dev.kintsugi.lab.matrix;

import org.jspecify.annotations.NullMarked;
