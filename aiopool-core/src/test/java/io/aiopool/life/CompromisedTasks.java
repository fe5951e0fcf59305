package io.aiopool.life;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.aiopool.TaskContext;
import io.aiopool.codec.GrowingAllowList;
import reactor.util.function.Tuples;

/**
 * What a child might do that is not what it was started to be.
 */
final class CompromisedTasks {

	private CompromisedTasks() {
	}

	/** A value that only the process that made it can bring to life. */
	record Brittle(long pid) {

		Brittle {
			if (pid != ProcessHandle.current().pid()) {
				throw new IllegalArgumentException("not the process that made it");
			}
		}

	}

	static Object brittle() {
		return new Brittle(ProcessHandle.current().pid());
	}

	/** A value of a class that neither side has allowed. */
	static Object gadget() {
		return Tuples.of(ProcessHandle.current().pid(), "gadget");
	}

	/** Makes the child send it all the same. */
	static Object gadgetAllowedHere() throws IllegalAccessException {
		allowList(TaskContext.current()).allowPackages(List.of("*"));
		return gadget();
	}

	/** Whatever a task can reach by reflection in its own process, it can change. */
	private static GrowingAllowList allowList(Object start) throws IllegalAccessException {
		Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Object> open = new ArrayDeque<>(List.of(start));
		while (!open.isEmpty()) {
			Object object = open.poll();
			if (object instanceof GrowingAllowList found) {
				return found;
			}
			for (Class<?> type = object.getClass(); type != null
					&& type.getName().startsWith("io.aiopool."); type = type.getSuperclass()) {
				for (Field field : type.getDeclaredFields()) {
					if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
						field.setAccessible(true);
						Object value = field.get(object);
						if (value != null && seen.add(value)) {
							open.add(value);
						}
					}
				}
			}
		}
		throw new IllegalStateException("no allow-list can be reached from " + start);
	}

}
