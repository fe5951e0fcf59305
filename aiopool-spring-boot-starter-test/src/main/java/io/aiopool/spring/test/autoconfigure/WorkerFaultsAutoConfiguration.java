package io.aiopool.spring.test.autoconfigure;

import java.util.Locale;

import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.autoconfigure.AiopoolAutoConfiguration;
import io.aiopool.spring.autoconfigure.Mode;
import io.aiopool.spring.lifecycle.PoolLifecycle;
import io.aiopool.spring.test.WorkerFaults;
import io.aiopool.spring.test.fault.FaultInjector;
import io.aiopool.spring.test.fault.PoolWorkerFaults;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of fault injection in test contexts.
 */
@AutoConfiguration(after = AiopoolAutoConfiguration.class)
@ConditionalOnBean(PoolRegistry.class)
public final class WorkerFaultsAutoConfiguration {

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	FaultInjector aiopoolFaultInjector() {
		return new FaultInjector();
	}

	@Bean
	WorkerFaults aiopoolWorkerFaults(FaultInjector injector, ObjectProvider<PoolRegistry> pools,
			PoolLifecycle lifecycle, Environment environment) {
		Mode mode = Binder.get(environment).bind("aiopool.mode", Mode.class).orElse(Mode.PROCESSES);
		return new PoolWorkerFaults(injector, pools::getObject, lifecycle,
				mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

}
