/// Ten tools that ask seven services over HTTP.
@NullMarked
package dev.kintsugi.agent.errands;

import org.jspecify.annotations.NullMarked;
