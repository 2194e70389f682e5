/// The lab's own words over HTTP: the seed's endpoints and shapes.
@NullMarked
package dev.kintsugi.gateway.rest;

import org.jspecify.annotations.NullMarked;
