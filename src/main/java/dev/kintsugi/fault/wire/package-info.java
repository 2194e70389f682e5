/// Faults of the wire: what real providers and networks do to a reply on its way, one file each.
@NullMarked
package dev.kintsugi.fault.wire;

import org.jspecify.annotations.NullMarked;
