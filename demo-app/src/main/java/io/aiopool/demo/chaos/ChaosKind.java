package io.aiopool.demo.chaos;

/** The ways to hurt a worker, named as in the path of the request. */
public enum ChaosKind {

	/** Kills the worker's process from outside. */
	KILL,

	/** Makes native code crash. */
	SEGFAULT,

	/** Calls {@code System.exit(1)}. */
	EXIT,

	/** Allocates until there is no memory. */
	HEAP,

	/** Computes for ever. */
	LOOP

}
