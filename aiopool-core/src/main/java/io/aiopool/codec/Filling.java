package io.aiopool.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Fills one collection with elements from a payload. Hashing or ordering an element that
 * is still being rebuilt, because it is part of a cycle, would put it in the wrong place:
 * from the first such element on, adding waits until everything is complete.
 */
final class Filling implements ObjectDecoder.Deferred {

	private final ObjectDecoder in;

	private final Collection<Object> target;

	/** Adding one by one would copy the whole array each time. */
	private final boolean addAtOnce;

	private final boolean places;

	private int count;

	private final List<@Nullable Object> pending = new ArrayList<>();

	private Filling(ObjectDecoder in, Collection<Object> target, boolean addAtOnce, boolean places) {
		this.in = in;
		this.target = target;
		this.addAtOnce = addAtOnce;
		this.places = places;
	}

	static Filling of(ObjectDecoder in, int tag, Collection<Object> target) {
		return new Filling(in, target, tag == Tags.COW_LIST || tag == Tags.COW_SET, tag >= Tags.PRIORITY_QUEUE);
	}

	void read(int count) throws PayloadException {
		this.count = count;
		boolean wait = this.addAtOnce;
		int incomplete = this.in.incompleteReferences();
		for (int i = 0; i < count; i++) {
			try {
				Object element = this.in.read();
				wait |= this.places && this.in.incompleteReferences() != incomplete;
				if (wait) {
					this.pending.add(element);
				}
				else {
					add(element);
				}
			}
			catch (PayloadException ex) {
				throw ex.within("[" + i + "]");
			}
		}
		if (this.places && this.in.incompleteReferences() != incomplete) {
			this.in.defer(this);
		}
		else if (wait) {
			complete();
		}
		else {
			verify();
		}
	}

	/** Elements that were changed while they were in a set may be equal by now. */
	private void verify() throws PayloadException {
		if (this.target instanceof Set && this.target.size() < this.count) {
			throw PayloadException.changed(this.target.getClass(), Advice.EQUAL_KEYS.text(this.count));
		}
	}

	private void add(@Nullable Object element) throws PayloadException {
		try {
			this.target.add(element);
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.target.getClass(), "Adding to an instance", ex);
		}
	}

	@Override
	public void complete() throws PayloadException {
		try {
			this.target.addAll(this.pending);
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.target.getClass(), "Adding to an instance", ex);
		}
		verify();
	}

}
