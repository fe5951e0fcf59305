package io.aiopool.simulation;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.RemoteFunction;
import io.aiopool.codec.AllowList;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ParentMessage;

/**
 * What simulated tasks are given and give back: numbers by which the {@link Witness}
 * knows them.
 */
public final class Payloads {

	/** Number of the method of tiny tasks. */
	public static final int TINY = 1;

	/** Number of the method of tasks of some milliseconds. */
	public static final int QUICK = 2;

	/** Number of the method of tasks of up to half a second. */
	public static final int SLOW = 3;

	/** Number of the method of tasks that subscribe to their argument. */
	public static final int STREAMED = 4;

	/** So many items a stream among the arguments has. */
	static final int STREAMED_ITEMS = 12;

	/** So many items a stream has. */
	public static final int ITEMS = 5;

	private static final PayloadCodec CODEC = new PayloadCodec(CodecSettings.of(Payloads.class.getClassLoader(),
			AllowList.builder().trustPackage(Payloads.class.getPackageName()).build()));

	/** The body of a map. */
	public record Body() implements RemoteFunction<Long, Long> {

		@Override
		public Long apply(Long key) {
			return key;
		}

	}

	private Payloads() {
	}

	/** The keys of what a Run stands for: one, or those of elements of a map. */
	static List<Long> keys(ParentMessage.Run run) {
		if (run.method() > 0) {
			return List.of(run.task());
		}
		try {
			Object[] arguments = (Object[]) CODEC.unpack(run.arguments());
			List<Long> keys = new ArrayList<>();
			Object[] elements = (run.method() == ParentMessage.Run.EACH) ? (Object[]) arguments[1]
					: new Object[] { arguments[1] };
			for (Object element : elements) {
				keys.add((Long) element);
			}
			return keys;
		}
		catch (PayloadException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The result that belongs to a key. */
	public static Payload result(long key) {
		return encode(key);
	}

	/** The key to which a result belongs. */
	static long key(Payload result) {
		try {
			return (Long) CODEC.unpack(result);
		}
		catch (PayloadException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Payload results(List<Long> keys) {
		return encode(keys.toArray());
	}

	private static Payload encode(Object value) {
		try {
			return CODEC.pack(value);
		}
		catch (PayloadException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
