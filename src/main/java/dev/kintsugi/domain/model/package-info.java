/// What passes between the lab, an agent, its model and its tools.
@NullMarked
package dev.kintsugi.domain.model;

import org.jspecify.annotations.NullMarked;
