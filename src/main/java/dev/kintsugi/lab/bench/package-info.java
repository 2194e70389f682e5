/// Measures on this machine what a turn costs, with and without a store.
@NullMarked
package dev.kintsugi.lab.bench;

import org.jspecify.annotations.NullMarked;
