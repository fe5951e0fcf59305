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

	private static final String METHOD = "method-";

	private Fingerprint() {
	}

	static String of(String name, MethodEntry method, Payload arguments) {
		MessageDigest digest = digest();
		digest.update(name.getBytes(StandardCharsets.UTF_8));
		digest.update((byte) 0);
		Payload body = method.body();
		if (body != null) {
			update(digest, body);
		}
		update(digest, arguments);
		return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
	}

	/**
	 * Stands for a method, whatever its arguments are.
	 * @param number tells methods of one name apart
	 */
	static String ofMethod(String name, long number) {
		MessageDigest digest = digest();
		digest.update(name.getBytes(StandardCharsets.UTF_8));
		digest.update(Long.toString(number).getBytes(StandardCharsets.UTF_8));
		return METHOD + HexFormat.of().formatHex(digest.digest(), 0, BYTES);
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
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
