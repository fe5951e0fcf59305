package io.aiopool.spring.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aiopool.spring.launch.app.LaunchedApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application in a JVM of its own, to its end.
 */
final class ApplicationProcess {

	/** For the JVM of an application, which is to take little of the machine. */
	static final List<String> SMALL = List.of("-Xmx128m", "-Daiopool.processes=1", "-Daiopool.jvm.max-heap=64MB");

	private static final String NO_CACHE = "-Dno.cache=";

	private final Path cache;

	private final String java;

	/**
	 * Runs applications with the Java of the tests.
	 * @param cache where they may keep something
	 */
	ApplicationProcess(Path cache) {
		this(cache, ProcessHandle.current().info().command().orElseThrow());
	}

	ApplicationProcess(Path cache, String java) {
		this.cache = cache;
		this.java = java;
	}

	/**
	 * What was printed by {@link LaunchedApplication}.
	 *
	 * @param loader class loader of the application in the worker
	 * @param classPath class path of the worker
	 * @param options Java version and JVM options of the worker
	 */
	record Result(String loader, List<String> classPath, String options) {

		private static Result of(String output) {
			String[] words = line(output, LaunchedApplication.RESULT).split(" ", 5);
			assertThat(words[2]).as("process id of the worker").isNotEqualTo(words[1]);
			return new Result(words[3], List.of(words[4].split(File.pathSeparator)),
					line(output, LaunchedApplication.OPTIONS));
		}

		private static String line(String output, String prefix) {
			return output.lines()
				.filter((candidate) -> candidate.startsWith(prefix))
				.findFirst()
				.orElseThrow(() -> new AssertionError("No " + prefix + "in:\n" + output));
		}

	}

	Result run(Path workingDirectory, String... arguments) throws Exception {
		return Result.of(start(workingDirectory, arguments));
	}

	/** Runs an application through another program. */
	Result run(Path workingDirectory, List<String> command) throws Exception {
		return Result.of(await(workingDirectory, command, 0));
	}

	String start(Path workingDirectory, String... arguments) throws Exception {
		return await(workingDirectory, command(arguments), 0);
	}

	/** Runs an application that does not start. */
	String fail(Path workingDirectory, String... arguments) throws Exception {
		return await(workingDirectory, command(arguments), 1);
	}

	private List<String> command(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(this.java);
		command.addAll(SMALL);
		command.addAll(List.of(arguments));
		return command;
	}

	private String await(Path workingDirectory, List<String> command, int status)
			throws IOException, InterruptedException {
		Path output = Files.createTempFile(this.cache, "output", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		String cacheHome = command.stream()
			.filter((word) -> word.startsWith(NO_CACHE))
			.map((word) -> word.substring(NO_CACHE.length()))
			.findFirst()
			.orElse(this.cache.toString());
		builder.environment().put("XDG_CACHE_HOME", cacheHome);
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		Process process = builder.start();
		try {
			assertThat(process.waitFor(100, TimeUnit.SECONDS)).as(() -> text(output)).isTrue();
			assertThat(process.exitValue()).as(() -> text(output)).isEqualTo(status);
			return text(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String text(Path output) {
		try {
			return Files.readString(output);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
