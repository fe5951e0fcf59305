package io.aiopool.benchmarks.path;

import java.time.Duration;

/**
 * What is run in workers.
 */
public final class Tasks {

	private Tasks() {
	}

	public static int same(int value) {
		return value;
	}

	static String sameText(String value) {
		return value;
	}

	public static byte[] echo(byte[] value) {
		return value;
	}

	static int length(byte[] value) {
		return value.length;
	}

	static byte[] bytes(int length) {
		return new byte[length];
	}

	static int hang(int value) throws InterruptedException {
		Thread.sleep(Duration.ofMinutes(1).toMillis());
		return value;
	}

}
