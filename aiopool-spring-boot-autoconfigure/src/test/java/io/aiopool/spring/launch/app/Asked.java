package io.aiopool.spring.launch.app;

import java.lang.management.ManagementFactory;

import io.aiopool.OffProcess;

/**
 * Tells where it runs.
 */
public class Asked {

	@OffProcess
	public Answer where() {
		return new Answer(ProcessHandle.current().pid(), Asked.class.getClassLoader().getClass().getSimpleName(),
				System.getProperty("java.class.path"), Runtime.version().feature(),
				ManagementFactory.getRuntimeMXBean().getInputArguments());
	}

	/** Loads a class and tells from where. */
	@OffProcess
	public String load(String name) throws ClassNotFoundException {
		return Class.forName(name).getProtectionDomain().getCodeSource().getLocation().getPath();
	}

}
