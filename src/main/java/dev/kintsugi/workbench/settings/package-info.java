/// Sets the provider, the store, recovery and how the window looks.
@NullMarked
package dev.kintsugi.workbench.settings;

import org.jspecify.annotations.NullMarked;
