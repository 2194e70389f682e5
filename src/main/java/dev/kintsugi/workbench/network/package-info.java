/// Opens the lab to other programs, shows what they ask and get, and says how they behave when it fails.
@NullMarked
package dev.kintsugi.workbench.network;

import org.jspecify.annotations.NullMarked;
