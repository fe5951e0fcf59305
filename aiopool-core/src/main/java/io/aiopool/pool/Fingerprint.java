package io.aiopool.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.aiopool.payload.Payload;

/**
 * Stands for a task's name and encoded arguments, without revealing them.
 */
final class Fingerprint {

	private static final int BYTES = 12;

	private Fingerprint() {
	}

	static String of(String name, MethodEntry method, Payload arguments) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(name.getBytes(StandardCharsets.UTF_8));
			digest.update((byte) 0);
			Payload body = method.body();
			if (body != null) {
				update(digest, body);
			}
			update(digest, arguments);
			return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	private static void update(MessageDigest digest, Payload payload) {
		digest.update(payload.bytes());
		payload.parts().forEach(digest::update);
	}

}
