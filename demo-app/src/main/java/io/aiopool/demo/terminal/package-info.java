/** The runs at start-up, as they look in a terminal. */
@NullMarked
package io.aiopool.demo.terminal;

import org.jspecify.annotations.NullMarked;
