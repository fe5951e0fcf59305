/**
 * How a child JVM is started, watched from outside and killed, and what evidence it
 * leaves: {@link io.aiopool.launch.ProcessLauncher} starts the children of one pool,
 * {@link io.aiopool.launch.ChildProcess} is one of them.
 */
@NullMarked
package io.aiopool.launch;

import org.jspecify.annotations.NullMarked;
