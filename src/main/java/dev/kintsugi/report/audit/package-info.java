/// Reads, checks and exports the log.
@NullMarked
package dev.kintsugi.report.audit;

import org.jspecify.annotations.NullMarked;
