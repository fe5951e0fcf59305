package io.aiopool.values.corpus;

/**
 * What became of a value.
 *
 * @param recipe how it was made
 * @param type the class of the value
 * @param kind what became of it
 * @param detail the message of a refusal, or what is not the same
 */
record Outcome(Recipe recipe, String type, Kind kind, String detail) {

	/** What can become of a value. The worse, the later. */
	enum Kind {

		KEPT, ASKED_FOR, ARGUMENT_ONLY, LIMIT, REFUSED, FAILED, CHANGED

	}

}
