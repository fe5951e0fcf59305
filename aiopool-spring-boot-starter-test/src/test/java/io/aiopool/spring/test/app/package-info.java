/**
 * An application under test.
 */
@NullMarked
package io.aiopool.spring.test.app;

import org.jspecify.annotations.NullMarked;
