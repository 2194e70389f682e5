/// Carries bytes between programs and the services they use, and hurts them on request.
@NullMarked
package dev.kintsugi.network;

import org.jspecify.annotations.NullMarked;
