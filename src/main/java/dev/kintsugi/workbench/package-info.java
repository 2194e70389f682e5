/// Lets a person in through a window.
@NullMarked
package dev.kintsugi.workbench;

import org.jspecify.annotations.NullMarked;
