/// The lab's own words over HTTP: chat, sessions, faults, people and health.
@NullMarked
package dev.kintsugi.gateway.rest;

import org.jspecify.annotations.NullMarked;
