/// The people's desk: what waits for a yes, and what waits to be taken over.
@NullMarked
package dev.kintsugi.workbench.people;

import org.jspecify.annotations.NullMarked;
