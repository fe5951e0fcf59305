package io.aiopool.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.aiopool.JvmSettings;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.child.TestChild;

/**
 * A JVM that starts one {@link TestChild} for each of its arguments, prints the process
 * ids, and waits to be killed.
 */
final class TestParent {

	private TestParent() {
	}

	public static void main(String[] behaviours) throws Exception {
		ProcessLauncher launcher = new ProcessLauncher(settings(behaviours.length), TestChild.class.getName());
		System.out.println("directory " + launcher.directory().path());
		List<ChildProcess> children = new ArrayList<>();
		for (String behaviour : behaviours) {
			children.add(Launchers.start(launcher, children.size(), behaviour));
		}
		for (ChildProcess child : children) {
			System.out.println("child " + child.pid());
		}
		for (ChildProcess child : children) {
			Launchers.awaitOutput(child, "ready");
			child.outputTail().forEach((line) -> System.out.println("said " + line));
		}
		System.out.println("ready");
		new CountDownLatch(1).await();
	}

	private static PoolSettings settings(int processes) {
		JvmSettings jvm = JvmSettings.DEFAULTS.withMaxHeap(32 << 20);
		return ProcessPool.builder().name("orphans").processes(processes).jvm(jvm).settings();
	}

	/** Starts this in a JVM of its own. */
	static Process start(Path directory, String... behaviours) throws Exception {
		return startIn(directory, List.of(), behaviours);
	}

	static Process startIn(Path directory, List<String> prefix, String... behaviours) throws Exception {
		List<String> command = new ArrayList<>(prefix);
		command.addAll(List.of(Executables.java(null).toString(), "-Xmx64m", "-XX:-UsePerfData",
				"-XX:TieredStopAtLevel=1", "-Dparent=yes", "-D" + RunDirectoryBase.PROPERTY + "=" + directory, "-cp",
				System.getProperty("java.class.path"), TestParent.class.getName()));
		command.addAll(Arrays.asList(behaviours));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("JAVA_TOOL_OPTIONS", "-Dinherited=tool");
		builder.environment().put("JDK_JAVA_OPTIONS", "-Dinherited=jdk");
		builder.environment().put("_JAVA_OPTIONS", "-Dinherited=underscore");
		builder.environment().put("CLASSPATH", "/nowhere");
		return builder.start();
	}

}
