package io.aiopool.fault;

import java.util.Map;

import io.aiopool.TaskContext;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;

/**
 * Code of users that is handed secrets and keeps them to itself, however it ends.
 */
final class SecretTasks {

	private SecretTasks() {
	}

	/** Gets its secrets over the connection. */
	static final class Initializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			context.register(Known.class, new Known(context.args().get(0), context.property("vault.password")));
		}

	}

	record Known(String argument, String property) {
	}

	/** A value with a part that cannot be sent. */
	record Unsendable(String secret, Thread thread) {
	}

	static String reverse(String secret) {
		System.getLogger(SecretTasks.class.getName()).log(System.Logger.Level.TRACE, "works");
		TaskContext.current().progress(0.5, "half");
		return new StringBuilder(secret).reverse().toString();
	}

	static Map<String, Integer> large(String secret) {
		return Map.of(secret.repeat(100_000), 1);
	}

	static Object unsendable(String secret) {
		return new Unsendable(secret, Thread.currentThread());
	}

	static String loop(String secret) {
		return secret + MisbehavingTasks.loop();
	}

	static String halt(String secret) {
		return MisbehavingTasks.halt(secret.length());
	}

	static String crash(String secret) throws ReflectiveOperationException {
		return secret + MisbehavingTasks.segfault();
	}

	static String exhaust(String secret) {
		return secret + MisbehavingTasks.exhaustHeap();
	}

	static String fail(String secret) {
		if (!secret.isEmpty()) {
			throw new IllegalStateException("failed, and says no more");
		}
		return secret;
	}

}
