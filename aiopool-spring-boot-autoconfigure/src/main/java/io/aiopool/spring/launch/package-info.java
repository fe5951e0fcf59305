/**
 * How a worker gets the classes of an application that runs from an executable archive.
 */
@NullMarked
package io.aiopool.spring.launch;

import org.jspecify.annotations.NullMarked;
