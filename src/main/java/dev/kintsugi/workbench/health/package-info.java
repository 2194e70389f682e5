/// How recovery is: circuits, compartments, models, alerts, and what it achieved, with its figures.
@NullMarked
package dev.kintsugi.workbench.health;

import org.jspecify.annotations.NullMarked;
