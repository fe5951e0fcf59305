package io.aiopool.spring.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import static io.aiopool.spring.autoconfigure.PoolProperties.either;

/**
 * How child JVMs are started.
 *
 * @param executable Java command. Default: the one that runs this application.
 * @param maxHeap Maximum heap of a child JVM. Default: 512MB, or half the memory of the
 * machine divided by the number of processes if that is less.
 * @param args Further JVM options, which win over those that the pool sets itself.
 * Default: none.
 * @param environment Environment variables added to the inherited ones. Visible to other
 * processes of the user, so not for secrets. Default: none.
 * @param workingDirectory Working directory. Default: the one of this application.
 * @param commandPrefix Words put before the command, such as 'taskset -c 1'. Default:
 * none.
 * @param niceness How far the CPU priority of child JVMs is lowered, from 0 to 19; needs
 * the 'nice' command. Default: 0.
 * @param debugPort Port of the debug agent of the first child JVM; the others take the
 * ports after it. Default: 0, no debug agent.
 * @param systemProperties System properties of this application that child JVMs are given
 * as well: names, or patterns such as 'acme.*'. Time zone, locale, encoding, proxies,
 * trust store and DNS caching go along without; passwords and key stores do not. Their
 * values travel over the private connection. Default: none.
 */
record JvmProperties(@Nullable Path executable, @Nullable DataSize maxHeap, @Nullable List<String> args,
		@Nullable Map<String, String> environment, @Nullable Path workingDirectory,
		@Nullable List<String> commandPrefix, @Nullable Integer niceness, @Nullable Integer debugPort,
		@Nullable List<String> systemProperties) {

	JvmProperties orElse(@Nullable JvmProperties base) {
		return (base == null) ? this
				: new JvmProperties(either(this.executable, base.executable), either(this.maxHeap, base.maxHeap),
						either(this.args, base.args), either(this.environment, base.environment),
						either(this.workingDirectory, base.workingDirectory),
						either(this.commandPrefix, base.commandPrefix), either(this.niceness, base.niceness),
						either(this.debugPort, base.debugPort), either(this.systemProperties, base.systemProperties));
	}

}
