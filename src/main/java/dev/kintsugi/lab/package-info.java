/// Joins the tools into turns, scenarios, replays and experiments, and tells watchers what happened.
@NullMarked
package dev.kintsugi.lab;

import org.jspecify.annotations.NullMarked;
