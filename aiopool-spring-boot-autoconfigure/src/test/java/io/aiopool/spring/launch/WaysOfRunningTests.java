package io.aiopool.spring.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aiopool.spring.launch.ApplicationProcess.Result;
import io.aiopool.spring.launch.app.LaunchedApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real application, started in all the ways that have a plain class path or a module
 * path, and on a later Java. Archives have {@link LaunchProcessTests}.
 */
@Timeout(120)
class WaysOfRunningTests {

	private static final String MAIN = LaunchedApplication.class.getName();

	@TempDir
	private static Path directory;

	private static List<Path> classPath;

	@TempDir
	private Path cache;

	@BeforeAll
	static void pack() throws IOException {
		Path place = Files.createDirectories(directory.resolve("with space"));
		Path classes = ExecutableArchive.plain(place, LaunchedApplication.class);
		classPath = Stream.concat(Stream.of(classes), ExecutableArchive.libraries(place, Set.of()).stream()).toList();
	}

	private static String joined() {
		return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	@Test
	void plainClassPathWithRelativeEntries() throws Exception {
		String relative = classPath.stream()
			.map((path) -> directory.relativize(path).toString())
			.collect(Collectors.joining(File.pathSeparator));
		Result result = run(directory, "-cp", relative, MAIN);
		assertThat(result.classPath()).allMatch((entry) -> Path.of(entry).isAbsolute())
			.map((entry) -> Path.of(entry).normalize())
			.hasSameElementsAs(classPath);
	}

	/** So does the run goal of Boot's Maven plugin, to start sooner. */
	@Test
	void jvmOptionsOfTheBuildToolAreNotPassedOn() throws Exception {
		Result result = run(directory, "-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC", "-Dthe.parent=only", "-cp",
				joined(), MAIN);
		assertThat(result.options()).doesNotContain("TieredStopAtLevel")
			.doesNotContain("UseParallelGC")
			.doesNotContain("the.parent");
	}

	/** As Surefire and IDEs do with long class paths. */
	@Test
	void jarWithNothingButAManifest() throws Exception {
		Path jar = directory.resolve("booter.jar");
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes()
			.put(Attributes.Name.CLASS_PATH,
					classPath.stream().map((path) -> path.toUri().toString()).collect(Collectors.joining(" ")));
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MAIN);
		try (OutputStream file = Files.newOutputStream(jar)) {
			new JarOutputStream(file, manifest).close();
		}
		assertThat(run(directory, "-jar", jar.toString()).classPath()).contains(jar.toString());
	}

	@Test
	void argumentFile() throws Exception {
		Path file = directory.resolve("arguments");
		Files.writeString(file, "-cp \"" + joined().replace("\\", "\\\\") + "\"\n" + MAIN + "\n");
		assertThat(run(directory, "@" + file).classPath())
			.hasSameElementsAs(classPath.stream().map(Path::toString).toList());
	}

	@Test
	void modulePath() throws Exception {
		Result result = run(directory, "--module-path", joined(), "--add-modules", "ALL-MODULE-PATH", "--module",
				"plain/" + MAIN);
		assertThat(result.options()).contains("--module-path=");
		assertThat(result.classPath()).containsExactly("");
	}

	@Test
	void laterJava() throws Exception {
		Path java = OtherJava.find(25);
		assumeTrue(java != null, "no JDK 25 was found: set JAVA_HOME_25");
		Result plain = new ApplicationProcess(this.cache, java.toString()).run(directory, "-cp", joined(), MAIN);
		assertThat(plain.options()).startsWith(LaunchedApplication.OPTIONS + 25);
		Path archive = ExecutableArchive.pack(Files.createDirectories(directory.resolve("later")),
				LaunchedApplication.class);
		Result packed = new ApplicationProcess(this.cache, java.toString()).run(directory, "-jar", archive.toString());
		assertThat(packed.options()).startsWith(LaunchedApplication.OPTIONS + 25);
	}

	private Result run(Path workingDirectory, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of("-Daiopool.startup-cache=off"));
		all.addAll(List.of(arguments));
		return new ApplicationProcess(this.cache).run(workingDirectory, all.toArray(String[]::new));
	}

}
