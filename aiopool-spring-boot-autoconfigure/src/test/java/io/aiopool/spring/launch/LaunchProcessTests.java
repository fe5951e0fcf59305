package io.aiopool.spring.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.aiopool.spring.launch.ApplicationProcess.Result;
import io.aiopool.spring.launch.app.Damage;
import io.aiopool.spring.launch.app.LaunchedApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real application, started in all the ways that an executable archive can be.
 */
@Timeout(120)
class LaunchProcessTests {

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.";

	private static final String NO_ARCHIVES = "-Daiopool.startup-cache=off";

	@TempDir
	private static Path directory;

	private static Path archive;

	@TempDir
	private Path cache;

	@BeforeAll
	static void pack() throws IOException {
		archive = ExecutableArchive.pack(Files.createDirectories(directory.resolve("the app")),
				LaunchedApplication.class);
	}

	@Test
	void archiveWithRelativePath() throws Exception {
		Result result = run(directory, "-jar", "the app/app.jar");
		assertThat(result.loader()).isEqualTo("AppClassLoader");
		assertThat(result.classPath()).isNotEmpty().allMatch((entry) -> entry.startsWith(this.cache + "/aiopool"));
	}

	@Test
	void archiveWithLazyPool() throws Exception {
		assertThat(run(directory, "-Daiopool.start=lazy", "-jar", archive.toString()).loader())
			.isEqualTo("AppClassLoader");
	}

	@Test
	void archiveFromTheCacheOfAnEarlierStart() throws Exception {
		List<String> first = run(directory, "-jar", archive.toString()).classPath();
		assertThat(run(archive.getParent(), "-jar", "app.jar").classPath()).isEqualTo(first);
	}

	@ParameterizedTest
	@Tag("F83")
	@EnumSource
	void cacheOfAnArchiveIsMadeAgainForTheNextWorker(Damage damage) throws Exception {
		String output = start(directory, "-Ddamage=" + damage, "-jar", archive.toString());
		assertThat(output.lines()).anyMatch((line) -> line.startsWith(LaunchedApplication.RESULT))
			.anyMatch((line) -> line
				.startsWith(LaunchedApplication.LOADED + this.cache.resolve("aiopool/spring-expression-")));
	}

	@Test
	@Tag("F83")
	void workerOfAnExtractedArchiveIsNotStartedWithoutOneOfItsLibraries() throws Exception {
		start(directory, "-Djarmode=tools", "-jar", archive.toString(), "extract", "--destination", "incomplete");
		Path library;
		try (Stream<Path> files = Files.list(directory.resolve("incomplete/lib"))) {
			library = files.filter((file) -> file.getFileName().toString().startsWith("spring-expression-"))
				.findFirst()
				.orElseThrow();
		}
		Path cache = Files.createDirectory(this.cache.resolve("aiopool"));
		Files.createSymbolicLink(cache.resolve("spring-expression-link"), library);
		String output = new ApplicationProcess(this.cache).fail(directory, NO_ARCHIVES, "-Ddamage=LIBRARY_CUT_OFF",
				"-jar", "incomplete/app.jar");
		assertThat(output).contains("PoolUnavailableException")
			.contains(library + ": on the class path has changed and cannot be read as a jar");
	}

	@Test
	void archiveWithoutAnyDirectoryToWriteTo() throws Exception {
		Path file = Files.writeString(this.cache.resolve("file"), "");
		Files.createSymbolicLink(this.cache.resolve("aiopool-cache-me"), file);
		Result result = run(directory, "-Duser.home=" + file, "-Djava.io.tmpdir=" + this.cache, "-Duser.name=me",
				"-Dno.cache=" + file, "-jar", archive.toString());
		assertThat(result.loader()).isEqualTo("LaunchedClassLoader");
		assertThat(result.classPath()).containsExactly(archive.toString());
	}

	@Test
	void archiveThroughTheOtherLauncher() throws Exception {
		assertThat(run(directory, "-cp", archive.toString(), LAUNCHER + "PropertiesLauncher").classPath())
			.allMatch((entry) -> entry.startsWith(this.cache.toString()));
	}

	@Test
	void explodedArchive() throws Exception {
		Path exploded = explode(directory.resolve("exploded"));
		assertThat(run(exploded, NO_ARCHIVES, "-cp", ".", LAUNCHER + "JarLauncher").classPath())
			.allMatch((entry) -> entry.startsWith(exploded + "/BOOT-INF"));
		assertThat(this.cache.resolve("aiopool")).doesNotExist();
	}

	@Test
	void archiveExtractedByItsOwnTools() throws Exception {
		start(directory, "-Djarmode=tools", "-jar", archive.toString(), "extract", "--destination", "extracted");
		Result result = run(directory, NO_ARCHIVES, "-jar", "extracted/app.jar");
		assertThat(result.loader()).isEqualTo("AppClassLoader");
		assertThat(this.cache.resolve("aiopool")).doesNotExist();
	}

	@Test
	void archiveExtractedByItsOwnToolsWithLauncher() throws Exception {
		start(directory, "-Djarmode=tools", "-jar", archive.toString(), "extract", "--launcher", "--destination",
				"launched");
		assertThat(run(directory.resolve("launched"), LAUNCHER + "JarLauncher").loader()).isEqualTo("AppClassLoader");
	}

	@Test
	void workersOfAnExtractedArchiveFindTheirOwnJarsFirst() throws Exception {
		start(directory, "-Djarmode=tools", "-jar", archive.toString(), "extract", "--destination", "named");
		List<String> classPath = run(directory, "-jar", "named/app.jar").classPath();
		assertThat(classPath.get(0)).startsWith(directory + "/named/lib/aiopool-core");
		assertThat(classPath).last().asString().endsWith("named/app.jar");
	}

	private static Path explode(Path target) throws IOException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			for (ZipEntry entry : zip.stream().filter((candidate) -> !candidate.isDirectory()).toList()) {
				Path file = target.resolve(entry.getName());
				Files.createDirectories(file.getParent());
				Files.copy(zip.getInputStream(entry), file);
			}
		}
		return target;
	}

	private Result run(Path workingDirectory, String... arguments) throws Exception {
		return new ApplicationProcess(this.cache).run(workingDirectory, arguments);
	}

	private String start(Path workingDirectory, String... arguments) throws Exception {
		return new ApplicationProcess(this.cache).start(workingDirectory, arguments);
	}

}
