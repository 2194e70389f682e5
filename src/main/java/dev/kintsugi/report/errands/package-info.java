/// What a run of prompts over services came to, read from its log.
@NullMarked
package dev.kintsugi.report.errands;

import org.jspecify.annotations.NullMarked;
