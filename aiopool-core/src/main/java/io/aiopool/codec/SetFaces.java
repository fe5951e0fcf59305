package io.aiopool.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Makes sets from maps. Their factory takes an empty map only, and a map that the graph
 * has elsewhere too arrives with its entries first. So a set that serialization has
 * written once is read with the map in the place of its own. Stateless.
 */
final class SetFaces {

	private SetFaces() {
	}

	static Set<Object> of(Map<Object, Boolean> map) throws PayloadException {
		return read(Collections.newSetFromMap(new HashMap<>()), map);
	}

	@SuppressWarnings("unchecked")
	static Set<Object> sequenced(Map<Object, Boolean> map) throws PayloadException {
		return read((Set<Object>) SequencedFaces.put("newSequencedSetFromMap", new LinkedHashMap<>(),
				WrapperKind.SET_FROM_MAP), map);
	}

	@SuppressWarnings("unchecked")
	private static Set<Object> read(Set<Object> template, Map<Object, Boolean> map) throws PayloadException {
		try (ObjectInputStream in = new In(Out.bytes(template), template.getClass(), map)) {
			return (Set<Object>) in.readObject();
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			throw PayloadException.userCode(map.getClass(), "Making a set of an instance", ex);
		}
	}

	/** Writes a text in the place of the map. */
	private static final class Out extends ObjectOutputStream {

		private Out(ByteArrayOutputStream target) throws IOException {
			super(target);
			enableReplaceObject(true);
		}

		static byte[] bytes(Object template) throws IOException {
			ByteArrayOutputStream target = new ByteArrayOutputStream();
			try (Out out = new Out(target)) {
				out.writeObject(template);
			}
			return target.toByteArray();
		}

		@Override
		protected Object replaceObject(Object object) {
			return (object instanceof Map) ? "map" : object;
		}

	}

	/** Puts the map back, and knows no class but that of the set. */
	private static final class In extends ObjectInputStream {

		private final Class<?> type;

		private final Map<Object, Boolean> map;

		In(byte[] bytes, Class<?> type, Map<Object, Boolean> map) throws IOException {
			super(new ByteArrayInputStream(bytes));
			this.type = type;
			this.map = map;
			enableResolveObject(true);
		}

		@Override
		protected Class<?> resolveClass(ObjectStreamClass description) throws IOException {
			for (Class<?> known = this.type; known != null; known = known.getSuperclass()) {
				if (known.getName().equals(description.getName())) {
					return known;
				}
			}
			throw new InvalidClassException(description.getName());
		}

		@Override
		protected @Nullable Object resolveObject(@Nullable Object object) {
			return (object instanceof String) ? this.map : object;
		}

	}

}
