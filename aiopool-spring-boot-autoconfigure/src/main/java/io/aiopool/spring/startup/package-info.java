/**
 * What is wrong with an application that uses pools, found while it starts.
 */
@NullMarked
package io.aiopool.spring.startup;

import org.jspecify.annotations.NullMarked;
