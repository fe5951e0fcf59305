package io.aiopool.spring.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

import io.aiopool.LaunchStrategy.Launch;
import io.aiopool.CacheDirectory;
import io.aiopool.CheckedFiles;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.launch.LaunchedClassLoader;
import org.springframework.boot.loader.net.protocol.Handlers;
import org.springframework.boot.loader.net.protocol.jar.JarUrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ExecutableArchiveLaunchTests {

	@TempDir
	private Path temp;

	private Path archive;

	private Path cache;

	@BeforeEach
	void makeArchive() throws IOException {
		Handlers.register();
		this.archive = this.temp.resolve("my app!.jar");
		this.cache = this.temp.resolve("cache/aiopool");
		writeArchive(Map.of("a/A.class", "class A", "x.properties", "x=1"), "library one");
	}

	@Test
	void plainClassLoaderIsLeftToTheEngine() {
		assertThat(LaunchedClassPath.of(getClass().getClassLoader())).isEmpty();
		assertThat(ExecutableArchiveLaunch.detect(null)).isEmpty();
	}

	@Test
	void archiveBecomesPlainClassPathInItsOrder() throws IOException {
		Launch launch = launch();
		assertThat(launch.mainClass()).isEqualTo("the.Main");
		List<Path> entries = entries(launch);
		assertThat(entries).hasSize(2).allMatch(Path::isAbsolute).allMatch((path) -> path.startsWith(this.cache));
		assertThat(entries.get(0).getFileName().toString()).startsWith("classes-");
		assertThat(entries.get(1).getFileName().toString()).startsWith("lib-1.0-");
		assertThat(entries.get(1)).hasContent("library one");
		try (JarFile classes = new JarFile(entries.get(0).toFile())) {
			assertThat(classes.stream().map(ZipEntry::getName)).containsExactlyInAnyOrder("a/A.class", "x.properties");
			assertThat(classes.getInputStream(classes.getEntry("a/A.class"))).hasContent("class A");
		}
	}

	@Test
	void explodedArchiveNeedsNoCopies() throws IOException {
		Path classes = Files.createDirectories(this.temp.resolve("exploded/BOOT-INF/classes"));
		Path lib = Files.writeString(this.temp.resolve("exploded/lib.jar"), "");
		Launch launch = launch(classes.toUri().toURL(), lib.toUri().toURL(), new URL("jar:" + lib.toUri() + "!/"));
		assertThat(entries(launch)).containsExactly(classes, lib, lib);
		assertThat(this.cache).doesNotExist();
	}

	@Test
	void cacheIsPrivate() throws IOException {
		launch();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.cache))).isEqualTo("rwx------");
	}

	@Test
	void copiesAreKeptAndSharedBetweenBuilds() throws IOException {
		List<Path> first = entries(launch());
		var written = Files.getLastModifiedTime(first.get(1));
		writeArchive(Map.of("a/A.class", "class B"), "library one");
		List<Path> second = entries(launch());
		assertThat(second.get(1)).isEqualTo(first.get(1));
		assertThat(Files.getLastModifiedTime(second.get(1))).isEqualTo(written);
		assertThat(second.get(0)).isNotEqualTo(first.get(0));
		assertThat(jars()).hasSize(3);
	}

	@Test
	void damagedCopiesAreMadeAgain() throws IOException {
		List<Path> entries = entries(launch());
		Files.writeString(entries.get(0), "no jar");
		Files.writeString(entries.get(1), "Library one");
		List<Path> again = entries(launch());
		assertThat(again).isEqualTo(entries);
		assertThat(again.get(1)).hasContent("library one");
		try (JarFile classes = new JarFile(again.get(0).toFile())) {
			assertThat(classes.size()).isEqualTo(2);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void copiesThatWereComparedAreKnownToTheNextStart() throws IOException {
		List<Path> entries = entries(launch());
		Awaitility.await().until(() -> {
			assertThat(entries(launch())).isEqualTo(entries);
			CheckedFiles known = new CheckedFiles(this.cache, "copies.checked");
			return known.isSound(entries.get(0), (file) -> false) && known.isSound(entries.get(1), (file) -> false);
		});
	}

	@Test
	void copyThatWasChangedLaterIsMadeAgainThoughItsTimeWasSetBack() throws IOException {
		List<Path> entries = entries(launch());
		launch();
		FileTime time = Files.getLastModifiedTime(entries.get(1));
		Files.writeString(entries.get(1), "Library one");
		Files.setLastModifiedTime(entries.get(1), time);
		assertThat(entries(launch()).get(1)).hasContent("library one");
	}

	@Test
	void removedCopiesAreMadeAgainByTheSameProcess() throws IOException {
		ExecutableArchiveLaunch strategy = strategy(urls());
		List<Path> entries = entries(strategy.resolve("the.Main"));
		for (Path entry : entries) {
			Files.delete(entry);
		}
		Files.delete(this.cache.resolve("copies.checked"));
		Files.delete(this.cache);
		assertThat(entries(strategy.resolve("the.Main"))).isEqualTo(entries).allMatch(Files::isRegularFile);
	}

	@Test
	@Tag("F83")
	void copiesAreNotMadeAgainFromAnotherBuild() throws IOException {
		ExecutableArchiveLaunch strategy = strategy(urls());
		List<Path> entries = entries(strategy.resolve("the.Main"));
		Files.delete(entries.get(0));
		writeArchive(Map.of("a/A.class", "class B"), "library one");
		assertThatIllegalStateException().isThrownBy(() -> strategy.resolve("the.Main"))
			.withMessageContaining("was replaced by another build")
			.withMessageContaining(this.archive.toString());
	}

	@Test
	@Tag("F83")
	void copiesThatAreGoneWithTheirArchiveAreMissed() throws IOException {
		ExecutableArchiveLaunch strategy = strategy(urls());
		Files.delete(entries(strategy.resolve("the.Main")).get(0));
		Files.delete(this.archive);
		assertThatIllegalStateException().isThrownBy(() -> strategy.resolve("the.Main"))
			.withMessageContaining("are gone, and so is that archive");
	}

	@Test
	void concurrentStartsAllGetWholeCopies() throws Exception {
		ExecutorService starts = Executors.newFixedThreadPool(8);
		try {
			Callable<List<Path>> start = () -> entries(launch());
			List<Future<List<Path>>> results = starts.invokeAll(IntStream.range(0, 32).mapToObj((n) -> start).toList());
			for (Future<List<Path>> result : results) {
				assertThat(result.get().get(1)).hasContent("library one");
			}
		}
		finally {
			starts.shutdownNow();
		}
		assertThat(jars()).hasSize(2);
		assertThat(Files.list(this.cache).map((file) -> file.getFileName().toString())).contains("copies.checked")
			.noneMatch((name) -> name.endsWith(".tmp"));
	}

	@Test
	void directoryThatOthersMayWriteIsNotUsed() throws IOException {
		Files.createDirectories(this.cache);
		Files.setPosixFilePermissions(this.cache, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThatFallsBack();
	}

	@Test
	void linkInPlaceOfTheDirectoryIsNotUsed() throws IOException {
		Path elsewhere = Files.createDirectories(this.temp.resolve("elsewhere"));
		Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
		Files.createDirectories(this.cache.getParent());
		Files.createSymbolicLink(this.cache, elsewhere);
		assertThatFallsBack();
		assertThat(elsewhere).isEmptyDirectory();
	}

	@Test
	void nextDirectoryIsTakenIfOneCannotBeUsed() throws IOException {
		Path file = Files.writeString(this.temp.resolve("file"), "");
		ExecutableArchiveLaunch strategy = new ExecutableArchiveLaunch(LaunchedClassPath.of(urls()),
				List.of(cache(file.resolve("below")), cache(this.cache)));
		assertThat(entries(strategy.resolve("the.Main"))).allMatch((path) -> path.startsWith(this.cache));
	}

	private List<Path> jars() throws IOException {
		try (Stream<Path> files = Files.list(this.cache)) {
			return files.filter((file) -> file.toString().endsWith(".jar")).toList();
		}
	}

	private void assertThatFallsBack() throws IOException {
		Launch launch = launch();
		assertThat(launch.mainClass()).isEqualTo("org.springframework.boot.loader.launch.PropertiesLauncher");
		assertThat(launch.vmOptions()).containsExactly("-cp", this.archive.toString(), "-Dloader.main=the.Main");
	}

	private Launch launch() throws IOException {
		return launch(urls());
	}

	private Launch launch(URL... urls) throws IOException {
		return strategy(urls).resolve("the.Main");
	}

	private ExecutableArchiveLaunch strategy(URL... urls) throws IOException {
		try (LaunchedClassLoader loader = new LaunchedClassLoader(false, urls, getClass().getClassLoader())) {
			return new ExecutableArchiveLaunch(LaunchedClassPath.of(loader).orElseThrow(), List.of(cache(this.cache)));
		}
	}

	private static JarCache cache(Path directory) {
		return new JarCache(new CacheDirectory(directory));
	}

	private URL[] urls() {
		File file = this.archive.toFile();
		return new URL[] { JarUrl.create(file, "BOOT-INF/classes/"), JarUrl.create(file, "BOOT-INF/lib/lib-1.0.jar") };
	}

	private static List<Path> entries(Launch launch) {
		assertThat(launch.vmOptions()).hasSize(2).startsWith("-cp");
		return Arrays.stream(launch.vmOptions().get(1).split(File.pathSeparator)).map(Path::of).toList();
	}

	private void writeArchive(Map<String, String> classes, String library) throws IOException {
		try (OutputStream file = Files.newOutputStream(this.archive, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING); JarOutputStream jar = new JarOutputStream(file)) {
			jar.putNextEntry(new ZipEntry("BOOT-INF/classes/"));
			for (Map.Entry<String, String> entry : classes.entrySet()) {
				jar.putNextEntry(new ZipEntry("BOOT-INF/classes/" + entry.getKey()));
				jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
			}
			jar.putNextEntry(stored("BOOT-INF/lib/lib-1.0.jar", library));
			jar.write(library.getBytes(StandardCharsets.UTF_8));
		}
	}

	private static ZipEntry stored(String name, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		CRC32 checksum = new CRC32();
		checksum.update(bytes);
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(bytes.length);
		entry.setCompressedSize(bytes.length);
		entry.setCrc(checksum.getValue());
		return entry;
	}

}
