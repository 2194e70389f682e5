/// Gets a reply from a model, and does what the reply asks with tools.
@NullMarked
package dev.kintsugi.agent;

import org.jspecify.annotations.NullMarked;
