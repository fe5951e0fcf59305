/**
 * SLF4J in a worker. Used there only, and without anything of Spring.
 */
@NullMarked
package io.aiopool.spring.logging.worker;

import org.jspecify.annotations.NullMarked;
