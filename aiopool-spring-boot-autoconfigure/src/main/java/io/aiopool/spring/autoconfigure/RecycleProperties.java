package io.aiopool.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;

/**
 * When child JVMs are replaced though nothing is wrong with them.
 *
 * @param maxAge Time after which a child JVM is replaced. Default: never.
 * @param maxMemory Resident memory that a child JVM may have beyond what it had when it
 * became ready, measured again after a garbage collection before it is replaced. Default:
 * 0, no limit.
 * @param jitter Fraction, from 0 to 1, by which the age and the number of tasks of a
 * child JVM may fall short of their limits at random. Default: 0.
 */
record RecycleProperties(@Nullable Duration maxAge, @Nullable DataSize maxMemory, @Nullable Double jitter) {

	RecycleProperties orElse(@Nullable RecycleProperties base) {
		return (base == null) ? this : new RecycleProperties(either(this.maxAge, base.maxAge),
				either(this.maxMemory, base.maxMemory), either(this.jitter, base.jitter));
	}

}
