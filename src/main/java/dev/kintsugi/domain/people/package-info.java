/// What is asked of people, and what they answer.
@NullMarked
package dev.kintsugi.domain.people;

import org.jspecify.annotations.NullMarked;
