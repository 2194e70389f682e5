/// Finds the values, sentences and conclusions of a text, and puts others in their place.
@NullMarked
package dev.kintsugi.fault.text;

import org.jspecify.annotations.NullMarked;
