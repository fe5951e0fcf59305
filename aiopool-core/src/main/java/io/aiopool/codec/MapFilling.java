package io.aiopool.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Fills one map with entries from a payload; entries wait until everything is complete
 * from the first key on that is part of a cycle, as in {@link Filling}.
 */
final class MapFilling implements ObjectDecoder.Deferred {

	private final ObjectDecoder in;

	private final Map<Object, Object> target;

	private int count;

	private final List<@Nullable Object> pending = new ArrayList<>(0);

	MapFilling(ObjectDecoder in, Map<Object, Object> target) {
		this.in = in;
		this.target = target;
	}

	void read(int count) throws PayloadException {
		this.count = count;
		boolean wait = false;
		for (int i = 0; i < count; i++) {
			int incomplete = this.in.incompleteReferences();
			Object key = this.in.read();
			wait |= this.in.incompleteReferences() != incomplete;
			try {
				Object value = this.in.read();
				if (wait) {
					this.pending.add(key);
					this.pending.add(value);
				}
				else {
					put(key, value);
				}
			}
			catch (PayloadException ex) {
				throw ex.within(MapCodec.step(i));
			}
		}
		if (wait) {
			this.in.defer(this);
		}
		else {
			verify();
		}
	}

	/** Keys that were changed while they were in a map may be equal by now. */
	private void verify() throws PayloadException {
		// Keys that nothing else holds may have left a weak map already
		if (this.target.size() < this.count && !(this.target instanceof WeakHashMap)) {
			throw PayloadException.changed(this.target.getClass(), Advice.EQUAL_KEYS.text(this.count));
		}
	}

	private void put(@Nullable Object key, @Nullable Object value) throws PayloadException {
		try {
			this.target.put(key, value);
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.target.getClass(), "Putting into an instance", ex);
		}
	}

	@Override
	public void complete() throws PayloadException {
		for (int i = 0; i < this.pending.size(); i += 2) {
			put(this.pending.get(i), this.pending.get(i + 1));
		}
		verify();
	}

}
