/// Scripts played to an agent: their file, their customer's patience, and the bill that follows from what happened.
@NullMarked
package dev.kintsugi.lab.scenario;

import org.jspecify.annotations.NullMarked;
