/// The words of the lab, and the small interfaces that others implement. JDK only.
@NullMarked
package dev.kintsugi.domain;

import org.jspecify.annotations.NullMarked;
