/// Decides by seeded chance whether a call fails, and makes it fail; one file per failure mode.
@NullMarked
package dev.kintsugi.fault;

import org.jspecify.annotations.NullMarked;
