package io.aiopool;

import java.util.List;

import io.aiopool.launch.ClassPathLaunch;

/**
 * Knows how a JVM is started that sees the same classes as this one. Which one fits
 * depends on how the application itself was started.
 */
@FunctionalInterface
public interface LaunchStrategy {

	/**
	 * Describes the start. Asked again, on any thread, before a start for which a file on
	 * the paths that it named has gone or changed: so what it copies, it copies again. No
	 * JVM is started while something is missing that was there.
	 * @param mainClass the class whose {@code main} method is to run
	 * @return the options that give the JVM its classes, and its main class
	 */
	Launch resolve(String mainClass);

	/**
	 * Returns the strategy that a pool takes if it is given none.
	 * @return one that passes on the class path and the module path of this JVM
	 */
	static LaunchStrategy ofThisJvm() {
		return new ClassPathLaunch();
	}

	/**
	 * The part of a command line after the JVM's tuning options.
	 *
	 * @param vmOptions options such as {@code -cp}, absolute paths only
	 * @param mainClass what the JVM starts with
	 */
	record Launch(List<String> vmOptions, String mainClass) {

		public Launch {
			vmOptions = List.copyOf(vmOptions);
		}

	}

}
