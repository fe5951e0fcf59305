package io.aiopool.codec;

/**
 * Writes and reads the body of one kind of value. Stateless towards payloads, thread-safe
 * and shared by all codecs of the JVM.
 */
abstract class TypeCodec {

	/**
	 * When a decoded object can be referred to by the objects inside it.
	 */
	enum Identity {

		/**
		 * A value without identity: sent anew each time; its codec writes its own tag.
		 */
		NONE,

		/** Numbered, and visible only when complete: a cycle through it is refused. */
		LATE,

		/** Numbered, and visible from the start: cycles are rebuilt. */
		EARLY

	}

	final Identity identity;

	TypeCodec(Identity identity) {
		this.identity = identity;
	}

	abstract void write(ObjectEncoder out, Object value) throws PayloadException;

	/**
	 * Reads a body.
	 * @param id the object's number; codecs with {@link Identity#EARLY} publish their
	 * object under it before they read anything that could refer to it
	 */
	abstract Object read(ObjectDecoder in, int id) throws PayloadException;

	/** A check sum of what both sides must agree on about the class. */
	int shape() {
		return 0;
	}

}
