/**
 * A deterministic simulation of what surrounds a pool: time, threads, processes and the
 * ways between them.
 */
@org.jspecify.annotations.NullMarked
package io.aiopool.simulation;
