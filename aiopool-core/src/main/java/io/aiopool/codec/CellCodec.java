package io.aiopool.codec;

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.BitSet;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Small holders of the JDK that have an identity of their own: optionals, entries,
 * atomics, builders. Thread-safe.
 */
final class CellCodec extends TypeCodec {

	private final int tag;

	CellCodec(int tag) {
		super((tag == Tags.OPTIONAL || tag >= Tags.MAP_ENTRY && tag <= Tags.FIXED_ENTRY) ? Identity.LATE
				: Identity.EARLY);
		this.tag = tag;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		switch (this.tag) {
			case Tags.OPTIONAL -> out.write(((Optional<?>) value).orElse(null));
			case Tags.BIT_SET -> out.write(((BitSet) value).toLongArray());
			case Tags.STRING_BUILDER, Tags.STRING_BUFFER -> out.writeString(value.toString());
			case Tags.DATE -> out.writeLong(((Date) value).getTime());
			case Tags.ATOMIC_INTEGER -> out.writeInt(((AtomicInteger) value).get());
			case Tags.ATOMIC_LONG -> out.writeLong(((AtomicLong) value).get());
			case Tags.ATOMIC_BOOLEAN -> out.writeBoolean(((AtomicBoolean) value).get());
			case Tags.ATOMIC_REFERENCE -> out.write(((AtomicReference<?>) value).get());
			case Tags.STAMPED_REFERENCE -> writeStamped(out, (AtomicStampedReference<?>) value);
			case Tags.MARKABLE_REFERENCE -> writeMarkable(out, (AtomicMarkableReference<?>) value);
			case Tags.LONG_ADDER -> out.writeLong(((LongAdder) value).sum());
			case Tags.ATOMIC_INTEGER_ARRAY -> writeInts(out, (AtomicIntegerArray) value);
			case Tags.ATOMIC_LONG_ARRAY -> writeLongs(out, (AtomicLongArray) value);
			case Tags.ATOMIC_REFERENCE_ARRAY -> writeReferences(out, (AtomicReferenceArray<?>) value);
			case Tags.MAP_ENTRY, Tags.SIMPLE_ENTRY, Tags.FIXED_ENTRY -> {
				out.write(((Map.Entry<?, ?>) value).getKey());
				out.write(((Map.Entry<?, ?>) value).getValue());
			}
			default -> throw new IllegalStateException("tag " + this.tag);
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		return switch (this.tag) {
			case Tags.OPTIONAL -> Optional.ofNullable(in.read());
			case Tags.BIT_SET -> {
				long[] words = requireLongs(in.read());
				in.charge(8L * words.length);
				yield BitSet.valueOf(words);
			}
			case Tags.STRING_BUILDER -> new StringBuilder(in.requireString());
			case Tags.STRING_BUFFER -> new StringBuffer(in.requireString());
			case Tags.DATE -> new Date(in.readLong());
			case Tags.ATOMIC_INTEGER -> new AtomicInteger(in.readInt());
			case Tags.ATOMIC_LONG -> new AtomicLong(in.readLong());
			case Tags.ATOMIC_BOOLEAN -> new AtomicBoolean(in.readBoolean());
			case Tags.ATOMIC_REFERENCE -> readReference(in, id);
			case Tags.STAMPED_REFERENCE -> readStamped(in, id);
			case Tags.MARKABLE_REFERENCE -> readMarkable(in, id);
			case Tags.LONG_ADDER -> readAdder(in);
			case Tags.ATOMIC_INTEGER_ARRAY -> readInts(in);
			case Tags.ATOMIC_LONG_ARRAY -> readLongs(in);
			case Tags.ATOMIC_REFERENCE_ARRAY -> readReferences(in, id);
			case Tags.MAP_ENTRY -> Map.entry(required(in.read()), required(in.read()));
			case Tags.SIMPLE_ENTRY -> new SimpleEntry<>(in.read(), in.read());
			case Tags.FIXED_ENTRY -> new SimpleImmutableEntry<>(in.read(), in.read());
			default -> throw new IllegalStateException("tag " + this.tag);
		};
	}

	private static Object required(@Nullable Object value) throws PayloadException {
		if (value == null) {
			throw PayloadException.corrupt("an entry holds null");
		}
		return value;
	}

	private static long[] requireLongs(@Nullable Object value) throws PayloadException {
		if (value instanceof long[] words) {
			return words;
		}
		throw PayloadException.corrupt("a bit set has no bits");
	}

	private static AtomicReference<@Nullable Object> readReference(ObjectDecoder in, int id) throws PayloadException {
		AtomicReference<@Nullable Object> reference = new AtomicReference<>();
		in.publish(id, reference);
		reference.set(in.read());
		return reference;
	}

	private static void writeStamped(ObjectEncoder out, AtomicStampedReference<?> reference) throws PayloadException {
		int[] stamp = new int[1];
		Object target = reference.get(stamp);
		out.writeInt(stamp[0]);
		out.write(target);
	}

	private static Object readStamped(ObjectDecoder in, int id) throws PayloadException {
		int stamp = in.readInt();
		AtomicStampedReference<@Nullable Object> reference = new AtomicStampedReference<>(null, stamp);
		in.publish(id, reference);
		reference.set(in.read(), stamp);
		return reference;
	}

	private static void writeMarkable(ObjectEncoder out, AtomicMarkableReference<?> reference) throws PayloadException {
		boolean[] mark = new boolean[1];
		Object target = reference.get(mark);
		out.writeBoolean(mark[0]);
		out.write(target);
	}

	private static Object readMarkable(ObjectDecoder in, int id) throws PayloadException {
		boolean mark = in.readBoolean();
		AtomicMarkableReference<@Nullable Object> reference = new AtomicMarkableReference<>(null, mark);
		in.publish(id, reference);
		reference.set(in.read(), mark);
		return reference;
	}

	private static LongAdder readAdder(ObjectDecoder in) throws PayloadException {
		LongAdder adder = new LongAdder();
		adder.add(in.readLong());
		return adder;
	}

	private static void writeInts(ObjectEncoder out, AtomicIntegerArray array) throws PayloadException {
		out.writeCount(array.length());
		for (int i = 0; i < array.length(); i++) {
			out.writeInt(array.get(i));
		}
	}

	private static AtomicIntegerArray readInts(ObjectDecoder in) throws PayloadException {
		AtomicIntegerArray array = new AtomicIntegerArray(in.readCount());
		for (int i = 0; i < array.length(); i++) {
			array.set(i, in.readInt());
		}
		return array;
	}

	private static void writeLongs(ObjectEncoder out, AtomicLongArray array) throws PayloadException {
		out.writeCount(array.length());
		for (int i = 0; i < array.length(); i++) {
			out.writeLong(array.get(i));
		}
	}

	private static AtomicLongArray readLongs(ObjectDecoder in) throws PayloadException {
		AtomicLongArray array = new AtomicLongArray(in.readCount());
		for (int i = 0; i < array.length(); i++) {
			array.set(i, in.readLong());
		}
		return array;
	}

	private static void writeReferences(ObjectEncoder out, AtomicReferenceArray<?> array) throws PayloadException {
		out.writeCount(array.length());
		for (int i = 0; i < array.length(); i++) {
			out.write(array.get(i));
		}
	}

	private static AtomicReferenceArray<Object> readReferences(ObjectDecoder in, int id) throws PayloadException {
		AtomicReferenceArray<Object> array = new AtomicReferenceArray<>(in.readCount());
		in.publish(id, array);
		for (int i = 0; i < array.length(); i++) {
			array.set(i, in.read());
		}
		return array;
	}

}
