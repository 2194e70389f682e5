/// How the gateway words its answers: one shape for what worked, one for what was refused.
@NullMarked
package dev.kintsugi.gateway.answer;

import org.jspecify.annotations.NullMarked;
