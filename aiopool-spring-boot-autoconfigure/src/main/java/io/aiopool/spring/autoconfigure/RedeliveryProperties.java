package io.aiopool.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;

/**
 * How often a task is sent to another child JVM after its own was lost, by reason.
 *
 * @param notStarted How often a task is sent again that provably had not begun. Default:
 * 2.
 * @param workerLost How often an idempotent task is sent again whose child JVM died while
 * it ran. Default: 1.
 * @param neighbourKilled How often an idempotent task is sent again whose child JVM was
 * killed on account of another task. Default: 2.
 */
record RedeliveryProperties(@Nullable Integer notStarted, @Nullable Integer workerLost,
		@Nullable Integer neighbourKilled) {

	RedeliveryProperties orElse(@Nullable RedeliveryProperties base) {
		return (base == null) ? this : new RedeliveryProperties(either(this.notStarted, base.notStarted),
				either(this.workerLost, base.workerLost), either(this.neighbourKilled, base.neighbourKilled));
	}

}
