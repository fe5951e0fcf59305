package io.aiopool.spring.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.aiopool.spring.launch.app.LaunchedApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real application that is processed ahead of time, as Boot's build plugins do.
 */
@Timeout(120)
class AheadOfTimeTests {

	private static final String MAIN = LaunchedApplication.class.getName();

	@TempDir
	private static Path directory;

	private static String processed;

	@BeforeAll
	static void process() throws Exception {
		Path plain = ExecutableArchive.plain(directory, LaunchedApplication.class);
		String classPath = join(
				Stream.concat(Stream.of(plain), ExecutableArchive.libraries(directory, Set.of()).stream()));
		Path sources = directory.resolve("sources");
		Path resources = directory.resolve("resources");
		Path classes = Files.createDirectories(directory.resolve("classes"));
		new ApplicationProcess(directory).start(directory, "-cp", classPath,
				SpringApplicationAotProcessor.class.getName(), MAIN, sources.toString(), resources.toString(),
				classes.toString(), "io.aiopool.test", "launched");
		compile(sources, classes, classPath);
		processed = join(Stream.of(classes, resources)) + File.pathSeparator + classPath;
	}

	private static void compile(Path sources, Path classes, String classPath) throws IOException {
		try (Stream<Path> files = Files.walk(sources)) {
			List<String> arguments = Stream
				.concat(Stream.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp",
						classes + File.pathSeparator + classPath),
						files.filter((file) -> file.toString().endsWith(".java")).map(Path::toString))
				.toList();
			assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
				.isZero();
		}
	}

	private static String join(Stream<Path> paths) {
		return paths.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	@Test
	void methodsRunInAWorkerOfAProcessedApplication() throws Exception {
		String output = new ApplicationProcess(directory).start(directory, "-Daiopool.startup-cache=off",
				"-Dspring.aot.enabled=true", "-cp", processed, MAIN);
		assertThat(output).contains("Starting AOT-processed LaunchedApplication");
		String[] result = output.lines()
			.filter((line) -> line.startsWith(LaunchedApplication.RESULT))
			.findFirst()
			.orElseThrow()
			.split(" ");
		assertThat(result[2]).as("process id of the worker").isNotEqualTo(result[1]);
	}

	/** Spring takes a JVM with this property for a native image, and wants a late one. */
	@Test
	void nativeImageSaysWhatItCannotDo() throws Exception {
		Path java = OtherJava.find(25);
		assumeTrue(java != null, "no JDK 25 was found: set JAVA_HOME_25");
		String output = new ApplicationProcess(directory, java.toString()).fail(directory,
				"-Dorg.graalvm.nativeimage.imagecode=runtime", "-cp", processed, MAIN);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("aiopool.mode must be inline in a native image")
			.contains("Correct aiopool.mode");
	}

}
