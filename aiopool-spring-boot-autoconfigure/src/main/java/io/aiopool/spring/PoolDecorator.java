package io.aiopool.spring;

import io.aiopool.ProcessPool;

/**
 * A bean that stands between the pools and their child JVMs, and sees every task on its
 * way there. Several stand in the order of {@code @Order}, the first nearest to the
 * caller. Not asked in the inline modes, which have no child JVMs.
 */
@FunctionalInterface
public interface PoolDecorator {

	/**
	 * Decorates the engine of a pool. Called whenever one is made: when the pool starts,
	 * and after each stop of the application context.
	 * @param engine the engine, of which {@code settings} are those of the pool
	 * @return what takes its place, and hands on what it does not do itself
	 */
	ProcessPool decorate(ProcessPool engine);

}
