package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.pack.Entity;

/// An entity named in a text, in its canonical form, and where. Immutable.
record Mention(Entity entity, String value, int start, int end) {}
