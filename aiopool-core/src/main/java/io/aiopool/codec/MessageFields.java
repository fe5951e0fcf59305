package io.aiopool.codec;

/**
 * Counts what is in the bytes of a Protobuf message, without knowing its type: a part
 * that could be a message is taken for one. Confined to one thread.
 */
final class MessageFields {

	/** As deep as Protobuf itself parses. */
	private static final int DEEPEST = 100;

	private static final int VARINT = 0;

	private static final int FIXED_64 = 1;

	private static final int PART = 2;

	private static final int GROUP = 3;

	private static final int GROUP_END = 4;

	private static final int FIXED_32 = 5;

	private final byte[] bytes;

	private int position;

	private long fields;

	private long parts;

	private MessageFields(byte[] bytes) {
		this.bytes = bytes;
	}

	/** Returns about how much memory the message takes when it is parsed. */
	static long footprint(byte[] bytes) {
		MessageFields counted = new MessageFields(bytes);
		counted.count(bytes.length, 0);
		return Footprint.ofMessage(bytes.length, counted.fields, counted.parts);
	}

	/** Returns whether the bytes up to there could be fields. */
	private boolean count(int end, int depth) {
		while (this.position < end) {
			long key = number(end);
			if (key < 0 || !countField((int) (key & 7), end, depth)) {
				return false;
			}
		}
		return this.position == end;
	}

	private boolean countField(int kind, int end, int depth) {
		this.fields++;
		switch (kind) {
			case VARINT -> {
				return number(end) != Long.MIN_VALUE;
			}
			case FIXED_64 -> {
				return skip(Long.BYTES, end);
			}
			case FIXED_32 -> {
				return skip(Integer.BYTES, end);
			}
			case PART -> {
				long length = number(end);
				return length >= 0 && length <= end - this.position && countPart((int) length, depth);
			}
			case GROUP -> {
				this.parts++;
				return true;
			}
			default -> {
				return kind == GROUP_END;
			}
		}
	}

	/** What is no message is a text, or bytes. */
	private boolean countPart(int length, int depth) {
		this.parts++;
		int begin = this.position;
		long fieldsBefore = this.fields;
		long partsBefore = this.parts;
		if (depth >= DEEPEST || !count(begin + length, depth + 1)) {
			this.fields = fieldsBefore;
			this.parts = partsBefore;
		}
		this.position = begin + length;
		return true;
	}

	private boolean skip(int count, int end) {
		this.position += count;
		return this.position <= end;
	}

	/** Returns {@link Long#MIN_VALUE} if there is none. */
	private long number(int end) {
		long value = 0;
		for (int shift = 0; shift < Long.SIZE && this.position < end; shift += 7) {
			byte part = this.bytes[this.position++];
			value |= (long) (part & 0x7f) << shift;
			if (part >= 0) {
				return (value == Long.MIN_VALUE) ? -1 : value;
			}
		}
		return Long.MIN_VALUE;
	}

}
