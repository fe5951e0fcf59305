package io.aiopool.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;

/**
 * When tasks are no longer run because they kill their child JVMs.
 *
 * @param deaths Number of child JVMs that a method with the same arguments may kill in a
 * row before it is refused, and with different arguments before it gets one child JVM at
 * a time; 0 for no quarantine. Default: 3.
 * @param window Time within which the deaths count that put a task in quarantine.
 * Default: 60s.
 */
record QuarantineProperties(@Nullable Integer deaths, @Nullable Duration window) {

	QuarantineProperties orElse(@Nullable QuarantineProperties base) {
		return (base == null) ? this
				: new QuarantineProperties(either(this.deaths, base.deaths), either(this.window, base.window));
	}

}
