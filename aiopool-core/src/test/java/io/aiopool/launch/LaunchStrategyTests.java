package io.aiopool.launch;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.LaunchStrategy;
import io.aiopool.LaunchStrategy.Launch;
import io.aiopool.PoolUnavailableException;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.fault.FaultPools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How a child is started is a choice of the application: what {@code set_start_method}
 * and {@code set_context} are in Python.
 */
class LaunchStrategyTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@Test
	void childrenStartAsTheStrategySays() {
		ProcessPool pool = pools.open(FaultPools.small().launch((main) -> {
			Launch given = LaunchStrategy.ofThisJvm().resolve(main);
			List<String> options = new ArrayList<>(given.vmOptions());
			options.add("-Dstarted.by=strategy");
			return new Launch(options, given.mainClass());
		}));
		assertThat(FaultPools.await(pool.apply(() -> System.getProperty("started.by")))).isEqualTo("strategy");
	}

	@Test
	void noneAtAllIsTheOneOfThisJvm() {
		ProcessPool pool = pools.open(FaultPools.small().launch(null));
		assertThat(FaultPools.await(pool.apply(() -> System.getProperty("started.by")))).isNull();
	}

	@Test
	void aMethodThatThereIsNotIsRefusedWhenThePoolIsMade() {
		assertThatIllegalArgumentException().isThrownBy(() -> pools.open(FaultPools.small().launch((main) -> {
			throw new IllegalArgumentException("no such start method: fork");
		}).name("fork"))).withMessage("no such start method: fork");
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.as("threads of the pool that was not made")
			.noneMatch((name) -> name.startsWith("aiopool-fork-"));
	}

	@Test
	void aMainClassThatThereIsNotIsToldWhenThePoolStarts() {
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> pools.open(FaultPools.small()
				.start(StartMode.EAGER)
				.launch((main) -> new Launch(LaunchStrategy.ofThisJvm().resolve(main).vmOptions(), "no.such.Main"))))
			.withMessageContaining("no.such.Main");
	}

}
