package io.aiopool.demo.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a run fetches and parses. */
public enum RunMode {

	/** In the workers of the pool. */
	@JsonProperty("pool")
	POOL("pool"),

	/** In this JVM, on one thread that does callbacks and parsing. */
	@JsonProperty("in-process")
	IN_PROCESS("in-process");

	private final String label;

	RunMode(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
