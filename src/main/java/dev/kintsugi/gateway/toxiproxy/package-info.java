/// Toxiproxy's interface over the lab's proxies: its clients work unchanged.
@NullMarked
package dev.kintsugi.gateway.toxiproxy;

import org.jspecify.annotations.NullMarked;
