package io.aiopool.codec;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Numbers objects by identity in the order of their first appearance: an open-addressing
 * table whose clearing costs only what was used. Confined to one thread at a time.
 */
final class IdentityTable {

	private static final int INITIAL = 64;

	/** A table that grew beyond this is dropped rather than kept for the next payload. */
	private static final int KEEP = 1 << 16;

	private @Nullable Object[] keys = new Object[INITIAL];

	private int[] numbers = new int[INITIAL];

	/** The slot of each number, so that clearing need not touch the others. */
	private int[] slots = new int[INITIAL / 2];

	private int count;

	/** Returns the object's number, or -1 if it is new and has now got the next one. */
	int numberOf(Object object) {
		Object[] table = this.keys;
		int mask = table.length - 1;
		int slot = System.identityHashCode(object) & mask;
		Object key;
		while ((key = table[slot]) != null) {
			if (key == object) {
				return this.numbers[slot];
			}
			slot = (slot + 1) & mask;
		}
		add(object, slot);
		return -1;
	}

	private void add(Object object, int slot) {
		this.keys[slot] = object;
		this.numbers[slot] = this.count;
		this.slots[this.count++] = slot;
		if (this.count == this.slots.length) {
			grow();
		}
	}

	int count() {
		return this.count;
	}

	private void grow() {
		@Nullable Object[] old = this.keys;
		int[] oldSlots = this.slots;
		int length = old.length * 2;
		this.keys = new Object[length];
		this.numbers = new int[length];
		this.slots = Arrays.copyOf(oldSlots, length / 2);
		for (int number = 0; number < this.count; number++) {
			Object key = old[oldSlots[number]];
			int slot = System.identityHashCode(key) & (length - 1);
			while (this.keys[slot] != null) {
				slot = (slot + 1) & (length - 1);
			}
			this.keys[slot] = key;
			this.numbers[slot] = number;
			this.slots[number] = slot;
		}
	}

	void clear() {
		if (this.keys.length > KEEP) {
			this.keys = new Object[INITIAL];
			this.numbers = new int[INITIAL];
			this.slots = new int[INITIAL / 2];
		}
		else {
			for (int number = 0; number < this.count; number++) {
				this.keys[this.slots[number]] = null;
			}
		}
		this.count = 0;
	}

}
