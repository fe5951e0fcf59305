package io.aiopool.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;

/**
 * How the logs and the output of child JVMs become log events of the application.
 *
 * @param enabled Whether the logs and the output of child JVMs become log events of the
 * application. Otherwise child JVMs log by themselves, and what they print is kept as
 * evidence only. Default: true.
 * @param rate Largest number of log events, and of printed lines, of one child JVM in a
 * second, from 1 to 100000; what is more is counted and left out. Default: 500.
 * @param level Lowest level of log events that child JVMs forward, whatever the levels of
 * the loggers are. Default: trace, as the loggers say.
 */
record LogForwardingProperties(@Nullable Boolean enabled, @Nullable Integer rate, @Nullable LogLevel level) {

	LogForwardingProperties orElse(@Nullable LogForwardingProperties base) {
		return (base == null) ? this : new LogForwardingProperties(either(this.enabled, base.enabled),
				either(this.rate, base.rate), either(this.level, base.level));
	}

}
