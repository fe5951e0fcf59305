package io.aiopool.pool;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Says that code of users has failed. Never throws, as code of users is in every log too,
 * and whoever says so has others to serve. Stateless.
 */
final class Warnings {

	private Warnings() {
	}

	static void log(System.Logger logger, Supplier<String> message, @Nullable Throwable failure) {
		try {
			logger.log(System.Logger.Level.WARNING, message, failure);
		}
		catch (Throwable ex) {
			// Nobody is left who could be told.
		}
	}

}
