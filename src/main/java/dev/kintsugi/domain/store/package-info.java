/// The ports behind which events, interactions and session state are kept.
@NullMarked
package dev.kintsugi.domain.store;

import org.jspecify.annotations.NullMarked;
