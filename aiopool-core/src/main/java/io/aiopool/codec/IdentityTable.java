package io.aiopool.codec;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Numbers objects by identity in the order of their first appearance. The hash table
 * holds numbers only, so that the scattered part of the work stays small enough for the
 * cache. Confined to one thread at a time.
 */
final class IdentityTable {

	private static final int INITIAL = 64;

	/** A table that grew beyond this is dropped rather than kept for the next payload. */
	private static final int KEEP = 1 << 16;

	/** Open addressing by identity hash: number + 1, or 0. At most half full. */
	private int[] slots = new int[INITIAL];

	/** The objects by number. */
	private @Nullable Object[] objects = new Object[INITIAL / 2];

	private int count;

	/** Returns the object's number, or -1 if it is new and has now got the next one. */
	int numberOf(Object object) {
		int[] table = this.slots;
		int mask = table.length - 1;
		int slot = System.identityHashCode(object) & mask;
		int entry;
		while ((entry = table[slot]) != 0) {
			if (this.objects[entry - 1] == object) {
				return entry - 1;
			}
			slot = (slot + 1) & mask;
		}
		int number = this.count;
		if (number == this.objects.length) {
			grow();
			return numberOf(object);
		}
		this.objects[number] = object;
		this.count = number + 1;
		table[slot] = number + 1;
		return -1;
	}

	@Nullable Object get(int number) {
		return this.objects[number];
	}

	int count() {
		return this.count;
	}

	private void grow() {
		int length = this.slots.length * 2;
		this.objects = Arrays.copyOf(this.objects, length / 2);
		this.slots = new int[length];
		for (int number = 0; number < this.count; number++) {
			int slot = System.identityHashCode(this.objects[number]) & (length - 1);
			while (this.slots[slot] != 0) {
				slot = (slot + 1) & (length - 1);
			}
			this.slots[slot] = number + 1;
		}
	}

	/**
	 * Forgets everything; a table much larger than its last use needed shrinks by steps.
	 */
	void clear() {
		int length = this.slots.length;
		if (length > KEEP) {
			allocate(INITIAL);
		}
		else if (length > INITIAL && this.count < length >> 4) {
			allocate(length >> 1);
		}
		else {
			Arrays.fill(this.slots, 0);
			Arrays.fill(this.objects, 0, this.count, null);
		}
		this.count = 0;
	}

	private void allocate(int length) {
		this.slots = new int[length];
		this.objects = new Object[length / 2];
	}

}
