@NullMarked
package io.aiopool.demo.terminal;

import org.jspecify.annotations.NullMarked;
