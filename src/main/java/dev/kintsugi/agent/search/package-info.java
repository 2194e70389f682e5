/// Finds what a pack has to say about a question: Lucene's index, ranking and English.
@NullMarked
package dev.kintsugi.agent.search;

import org.jspecify.annotations.NullMarked;
