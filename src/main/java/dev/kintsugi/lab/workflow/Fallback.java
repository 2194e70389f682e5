package dev.kintsugi.lab.workflow;

import java.time.Duration;

/// What stands in for a step's tool that failed. Immutable.
public sealed interface Fallback {
    /// Another tool with the same arguments. One that only looks in place of one that acts changes nothing: from there on
    /// the whole workflow only looks, and says so.
    record Other(String tool) implements Fallback {
        public Other {
            if (tool.isBlank()) {
                throw new IllegalArgumentException("a tool has a name");
            }
        }
    }

    /// What the step's tool said before to the same arguments, told as old. Only for a tool that looks.
    ///
    /// @param maxAge how old it may be
    record Cached(Duration maxAge) implements Fallback {
        public Cached {
            if (!maxAge.isPositive()) {
                throw new IllegalArgumentException("an earlier answer may be some time old");
            }
        }
    }

    /// The workflow goes on without the step and says this.
    record Message(String text) implements Fallback {
        public Message {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a message says something");
            }
        }
    }
}
