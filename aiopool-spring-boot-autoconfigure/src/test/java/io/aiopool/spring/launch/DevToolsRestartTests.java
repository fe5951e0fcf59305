package io.aiopool.spring.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aiopool.spring.launch.restarted.RestartedApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real application that DevTools restarts because its classes change.
 */
@Timeout(120)
class DevToolsRestartTests {

	@TempDir
	private Path directory;

	@Test
	@Tag("F44")
	void twentyRestartsLeaveNothingBehindAndUseTheNewClasses() throws Exception {
		Path classes = this.directory.resolve("classes");
		copy(RestartedApplication.class, classes);
		String classPath = Stream
			.concat(Stream.of(classes),
					ExecutableArchive.libraries(this.directory, Set.of("spring-boot-devtools")).stream())
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
		String output = new ApplicationProcess(this.directory).start(this.directory, "-Daiopool.startup-cache=off",
				"-Dspring.main.banner-mode=off", "-Dspring.main.keep-alive=true",
				"-Dspring.devtools.restart.poll-interval=60ms", "-Dspring.devtools.restart.quiet-period=30ms", "-cp",
				classPath, RestartedApplication.class.getName());
		List<String[]> starts = output.lines()
			.filter((line) -> line.startsWith(RestartedApplication.STARTED))
			.map((line) -> line.split(" "))
			.toList();
		assertThat(starts).as(output).hasSize(RestartedApplication.RESTARTS + 1);
		assertThat(starts).extracting((start) -> start[1]).as("process ids of the workers").doesNotHaveDuplicates();
		List<String> versions = IntStream.rangeClosed(0, RestartedApplication.RESTARTS)
			.mapToObj(Integer::toString)
			.toList();
		assertThat(starts).extracting((start) -> start[2]).as("versions in the workers").isEqualTo(versions);
		assertThat(starts).extracting((start) -> start[3]).as("versions here").isEqualTo(versions);
		assertThat(starts).extracting((start) -> start[4]).containsOnly("RestartClassLoader");
		assertThat(rest(output, RestartedApplication.LEFT)).as("workers and threads of workers in the end")
			.isEqualTo("1 1");
		assertThatLoadersAreGone(Stream.of(rest(output, RestartedApplication.LOADERS_LEFT).split(" ")).toList());
	}

	/**
	 * Without aiopool too, the first one is held by the thread of Boot's shutdown hook,
	 * and the last but one by DevTools. Up to Java 23 a thread also has the access
	 * control context of whoever made it, and the JDK keeps two kinds that it makes with
	 * the first workers: those that wait for processes, and the timer of
	 * CompletableFuture.
	 */
	private static void assertThatLoadersAreGone(List<String> left) {
		int last = RestartedApplication.RESTARTS;
		List<String> others = left.stream()
			.filter((loader) -> !Set.of("0", Integer.toString(last - 1), Integer.toString(last)).contains(loader))
			.toList();
		assertThat(others).as("class loaders that are left: %s", left)
			.hasSizeLessThanOrEqualTo((Runtime.version().feature() < 24) ? 2 : 0);
	}

	private static String rest(String output, String prefix) {
		return output.lines()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> line.substring(prefix.length()))
			.collect(Collectors.joining("|"));
	}

	private static void copy(Class<?> main, Path target) throws Exception {
		Path root = Path.of(main.getProtectionDomain().getCodeSource().getLocation().getPath());
		try (Stream<Path> files = Files.walk(root.resolve(main.getPackageName().replace('.', '/')))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path copy = target.resolve(root.relativize(file));
				Files.createDirectories(copy.getParent());
				Files.copy(file, copy);
			}
		}
	}

}
