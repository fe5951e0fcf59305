/**
 * Values of threads and of Reactor Contexts, by Micrometer's context propagation.
 */
@NullMarked
package io.aiopool.spring.context;

import org.jspecify.annotations.NullMarked;
