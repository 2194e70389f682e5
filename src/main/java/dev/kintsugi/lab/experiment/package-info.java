/// Plays seeded episodes under several arms and tells what differs: the laboratory's experiments, without a window.
@NullMarked
package dev.kintsugi.lab.experiment;

import org.jspecify.annotations.NullMarked;
