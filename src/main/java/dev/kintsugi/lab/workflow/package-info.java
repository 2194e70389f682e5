/// Goals that are reached by a plan of tool steps.
@NullMarked
package dev.kintsugi.lab.workflow;

import org.jspecify.annotations.NullMarked;
