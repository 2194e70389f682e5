/// Says what a policy is: its patterns and their order, its file, and what is wrong with it.
@NullMarked
package dev.kintsugi.recovery.policy;

import org.jspecify.annotations.NullMarked;
