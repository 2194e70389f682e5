/// A program's own calls to a model, passed on, failed on purpose, and written down.
@NullMarked
package dev.kintsugi.lab.relay;

import org.jspecify.annotations.NullMarked;
