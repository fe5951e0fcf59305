package io.aiopool.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;

/**
 * How child JVMs that are stopped or wedged are found out.
 *
 * @param interval Time between two signs of life of a child JVM; 0 for none. Where only
 * the timeout is given, no more than a third of it. Default: 5s.
 * @param timeout Time without a sign of life after which a child JVM is killed and
 * replaced. Default: 30s.
 */
record HeartbeatProperties(@Nullable Duration interval, @Nullable Duration timeout) {

	HeartbeatProperties orElse(@Nullable HeartbeatProperties base) {
		return (base == null) ? this
				: new HeartbeatProperties(either(this.interval, base.interval), either(this.timeout, base.timeout));
	}

}
