package io.aiopool.spring.lifecycle;

import java.util.function.Function;

import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import org.jspecify.annotations.Nullable;

/**
 * Makes engines that find classes as the application does. An engine takes the class
 * loader of the thread that makes it, and gives it to its own threads; with a lazy pool
 * that may be any thread, one of the common pool for example, which sees no class in an
 * executable archive or behind a reloading class loader. Immutable.
 */
public final class EngineFactory implements Function<PoolSettings, ProcessPool> {

	private final @Nullable ClassLoader classLoader;

	private final Function<PoolSettings, ProcessPool> factory;

	/**
	 * Creates the factory.
	 * @param classLoader the class loader of the beans
	 */
	public EngineFactory(@Nullable ClassLoader classLoader) {
		this(classLoader, ProcessPool::create);
	}

	EngineFactory(@Nullable ClassLoader classLoader, Function<PoolSettings, ProcessPool> factory) {
		this.classLoader = classLoader;
		this.factory = factory;
	}

	@Override
	public ProcessPool apply(PoolSettings settings) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(this.classLoader);
		try {
			return this.factory.apply(settings);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

}
