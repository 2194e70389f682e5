/// The frame around all features: bars, screens, palette, keys, help, presenter.
@NullMarked
package dev.kintsugi.workbench.shell;

import org.jspecify.annotations.NullMarked;
