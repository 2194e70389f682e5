/// Experiments: what one will do, running it, watching what it finds, and looking into its episodes.
@NullMarked
package dev.kintsugi.workbench.experiment;

import org.jspecify.annotations.NullMarked;
