/**
 * Wiring: what test contexts get, and what is undone after each test.
 */
@NullMarked
package io.aiopool.spring.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
