package io.aiopool.codec;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Settings of one codec.
 *
 * @param classLoader the loader that resolves class names of a payload
 * @param typeFilter decides which classes may appear in what is decoded
 * @param writeFilter decides which classes may appear in what is encoded
 * @param maxBytes the largest payload, in bytes
 * @param maxDepth the deepest nesting of containers and objects; it bounds the use of the
 * thread's stack
 * @param maxElements the most elements and objects of one payload, in total
 * @param decodeLambdas whether a lambda may be decoded, which runs code that the payload
 * names: only where the peer is trusted, which is in the child
 * @param handles what becomes of objects that stay where they are; {@code null} if there
 * are none
 */
public record CodecSettings(ClassLoader classLoader, TypeFilter typeFilter, TypeFilter writeFilter, int maxBytes,
		int maxDepth, long maxElements, boolean decodeLambdas, @Nullable Handles handles) {

	/** Default of {@link #maxBytes()}: 64 MiB. */
	public static final int DEFAULT_MAX_BYTES = 64 << 20;

	/** Default of {@link #maxDepth()}. */
	public static final int DEFAULT_MAX_DEPTH = 256;

	/** Default of {@link #maxElements()}. */
	public static final long DEFAULT_MAX_ELEMENTS = 10_000_000;

	/** How many times {@link #maxBytes()} the objects of a payload may take in memory. */
	static final int EXPANSION = 12;

	/** Small limits leave room for a few objects all the same. */
	private static final long LEAST_MEMORY = 16L << 20;

	public CodecSettings {
		Objects.requireNonNull(classLoader, "classLoader");
		Objects.requireNonNull(typeFilter, "typeFilter");
		Objects.requireNonNull(writeFilter, "writeFilter");
		requirePositive("maxBytes", maxBytes);
		requirePositive("maxDepth", maxDepth);
		requirePositive("maxElements", maxElements);
	}

	/** The most memory in bytes that the objects of one payload may take. */
	long maxMemory() {
		return Math.max(LEAST_MEMORY, (long) EXPANSION * this.maxBytes);
	}

	/**
	 * Returns settings with the default limits that do not decode lambdas.
	 * @param classLoader the loader that resolves class names
	 * @param typeFilter decides which classes may appear
	 * @return the settings
	 */
	public static CodecSettings of(ClassLoader classLoader, TypeFilter typeFilter) {
		return new CodecSettings(classLoader, typeFilter, typeFilter, DEFAULT_MAX_BYTES, DEFAULT_MAX_DEPTH,
				DEFAULT_MAX_ELEMENTS, false, null);
	}

	/**
	 * Returns these settings with another size limit.
	 * @param maxBytes the largest payload, in bytes
	 * @return changed settings
	 */
	public CodecSettings withMaxBytes(int maxBytes) {
		return new CodecSettings(this.classLoader, this.typeFilter, this.writeFilter, maxBytes, this.maxDepth,
				this.maxElements, this.decodeLambdas, this.handles);
	}

	/**
	 * Returns these settings with another depth limit.
	 * @param maxDepth the deepest nesting
	 * @return changed settings
	 */
	public CodecSettings withMaxDepth(int maxDepth) {
		return new CodecSettings(this.classLoader, this.typeFilter, this.writeFilter, this.maxBytes, maxDepth,
				this.maxElements, this.decodeLambdas, this.handles);
	}

	/**
	 * Returns these settings with another element limit.
	 * @param maxElements the most elements of one payload
	 * @return changed settings
	 */
	public CodecSettings withMaxElements(long maxElements) {
		return new CodecSettings(this.classLoader, this.typeFilter, this.writeFilter, this.maxBytes, this.maxDepth,
				maxElements, this.decodeLambdas, this.handles);
	}

	/**
	 * Returns these settings with lambdas decoded or refused.
	 * @param decodeLambdas whether a lambda may be decoded
	 * @return changed settings
	 */
	public CodecSettings withDecodeLambdas(boolean decodeLambdas) {
		return new CodecSettings(this.classLoader, this.typeFilter, this.writeFilter, this.maxBytes, this.maxDepth,
				this.maxElements, decodeLambdas, this.handles);
	}

	/**
	 * Returns these settings with objects that stay where they are.
	 * @param handles what becomes of them
	 * @return changed settings
	 */
	public CodecSettings withHandles(Handles handles) {
		return new CodecSettings(this.classLoader, this.typeFilter, this.writeFilter, this.maxBytes, this.maxDepth,
				this.maxElements, this.decodeLambdas, handles);
	}

	/**
	 * Returns these settings with another list of what may be decoded.
	 * @param typeFilter decides which classes may appear in what is decoded
	 * @return changed settings
	 */
	public CodecSettings withTypeFilter(TypeFilter typeFilter) {
		return new CodecSettings(this.classLoader, typeFilter, this.writeFilter, this.maxBytes, this.maxDepth,
				this.maxElements, this.decodeLambdas, this.handles);
	}

	/**
	 * Returns these settings with another list of what may be encoded than of what may be
	 * decoded.
	 * @param writeFilter decides which classes may appear in what is encoded
	 * @return changed settings
	 */
	public CodecSettings withWriteFilter(TypeFilter writeFilter) {
		return new CodecSettings(this.classLoader, this.typeFilter, writeFilter, this.maxBytes, this.maxDepth,
				this.maxElements, this.decodeLambdas, this.handles);
	}

	private static void requirePositive(String name, long value) {
		if (value <= 0) {
			throw new IllegalArgumentException(name + " must be positive but is " + value);
		}
	}

}
