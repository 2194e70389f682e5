/// The tools of a pack, in process, over its records.
@NullMarked
package dev.kintsugi.agent.tools;

import org.jspecify.annotations.NullMarked;
