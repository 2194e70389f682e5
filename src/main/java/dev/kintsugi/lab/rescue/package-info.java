/// Brings a whole session back: everything there is to try, in order, and one report.
@NullMarked
package dev.kintsugi.lab.rescue;

import org.jspecify.annotations.NullMarked;
