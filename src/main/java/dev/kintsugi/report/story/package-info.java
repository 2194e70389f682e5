/// A session told turn by turn: a fold over its log.
@NullMarked
package dev.kintsugi.report.story;

import org.jspecify.annotations.NullMarked;
