/// Keeps events, interactions and session state: embedded, H2, Postgres, Redis, under one contract.
@NullMarked
package dev.kintsugi.store;

import org.jspecify.annotations.NullMarked;
