/// Plays a script to the agent, and keeps the bill.
@NullMarked
package dev.kintsugi.workbench.scenario;

import org.jspecify.annotations.NullMarked;
