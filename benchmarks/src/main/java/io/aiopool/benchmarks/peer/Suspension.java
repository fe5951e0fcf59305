package io.aiopool.benchmarks.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stops processes while it is not their turn: some pools keep a processor busy that have
 * nothing to do. Without effect where there is no {@code kill} command.
 */
final class Suspension {

	private Suspension() {
	}

	/** Stops a process and those it has started. */
	static void stop(ProcessHandle process) throws IOException, InterruptedException {
		signal("STOP", process);
	}

	/** Lets them go on. */
	static void resume(ProcessHandle process) throws IOException, InterruptedException {
		signal("CONT", process);
	}

	private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("kill", "-s", name));
		Stream.concat(Stream.of(process), process.descendants())
			.map((each) -> Long.toString(each.pid()))
			.forEach(command::add);
		new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
	}

}
