/// The desk at which people find what the lab asks of them.
@NullMarked
package dev.kintsugi.lab.people;

import org.jspecify.annotations.NullMarked;
