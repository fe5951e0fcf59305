package io.aiopool.values.corpus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;

/**
 * What becomes of a value in the serialization of the JDK.
 */
final class Yardstick {

	private Yardstick() {
	}

	/** Returns what a serialized copy answers, or nothing if there is none. */
	static Map<String, String> answers(Recipe recipe) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
				out.writeObject(recipe.tryMake());
			}
			try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
				return Transcript.of(in.readObject(), recipe.tryMake());
			}
		}
		catch (IOException | ClassNotFoundException | RuntimeException | LinkageError ex) {
			return Map.of();
		}
	}

}
