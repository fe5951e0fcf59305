/**
 * Support for tests of applications that use aiopool.
 */
@NullMarked
package io.aiopool.spring.test;

import org.jspecify.annotations.NullMarked;
