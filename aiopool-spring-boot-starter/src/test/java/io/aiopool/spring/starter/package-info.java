/** Applications that have the starter and nothing else of aiopool. */
@NullMarked
package io.aiopool.spring.starter;

import org.jspecify.annotations.NullMarked;
