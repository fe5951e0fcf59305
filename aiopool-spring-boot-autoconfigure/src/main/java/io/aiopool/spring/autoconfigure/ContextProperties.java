package io.aiopool.spring.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;

/**
 * What goes with tasks besides their arguments.
 *
 * @param mdcKeys Names of the entries of the diagnostic context (MDC) that go with each
 * task, at most 32; empty for none. Default: traceId, spanId.
 */
record ContextProperties(@Nullable List<String> mdcKeys) {

	ContextProperties orElse(@Nullable ContextProperties base) {
		return (base == null) ? this : new ContextProperties(either(this.mdcKeys, base.mdcKeys));
	}

}
