/// What `kintsugi bench` does: measures what a turn costs, looks for broken promises of policies, and attacks a served lab.
@NullMarked
package dev.kintsugi.lab.bench;

import org.jspecify.annotations.NullMarked;
