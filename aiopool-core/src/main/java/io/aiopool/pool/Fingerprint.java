package io.aiopool.pool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for a task's name and encoded arguments, without revealing them.
 */
final class Fingerprint {

	private static final int BYTES = 12;

	private Fingerprint() {
	}

	static String of(String name, MethodEntry method, ByteBuffer arguments) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(name.getBytes(StandardCharsets.UTF_8));
			digest.update((byte) 0);
			ByteBuffer body = method.body();
			if (body != null) {
				digest.update(body.duplicate());
			}
			digest.update(arguments.duplicate());
			return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
