/// A small HTTP/1.1 server: requests as values, replies as bytes, and the raw wire for who needs it.
@NullMarked
package dev.kintsugi.gateway.http;

import org.jspecify.annotations.NullMarked;
