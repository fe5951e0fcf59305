@NullMarked
package io.aiopool.demo.pool;

import org.jspecify.annotations.NullMarked;
