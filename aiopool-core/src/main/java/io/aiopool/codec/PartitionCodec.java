package io.aiopool.codec;

import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Collectors#partitioningBy} makes: a map with two entries that cannot be
 * changed. Only a collector makes another one. Thread-safe.
 */
final class PartitionCodec extends TypeCodec {

	static final String CLASS = "java.util.stream.Collectors$Partition";

	PartitionCodec() {
		super(Identity.LATE);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Map<?, ?> partition = (Map<?, ?>) value;
		out.write(partition.get(false));
		out.write(partition.get(true));
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		Object rejected = in.read();
		Object accepted = in.read();
		Collector<Boolean, @Nullable Object[], Object> part = Collector.of(() -> new Object[1],
				(found, side) -> found[0] = side ? accepted : rejected, (one, other) -> one, (found) -> found[0]);
		return Stream.of(false, true).collect(Collectors.partitioningBy((side) -> side, part));
	}

}
