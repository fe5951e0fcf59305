package io.aiopool.fault;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aiopool.LaunchStrategy;
import io.aiopool.PoolUnavailableException;
import io.aiopool.ProcessPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Something deletes or cuts off the files that workers start with while the application
 * lives, and a worker dies.
 */
class CacheFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	/** Of a library that a worker does not need to start. */
	private static final String CLASS = "org.awaitility.Awaitility";

	private static final String LIBRARY = "awaitility";

	@TempDir
	private Path directory;

	private Path copies;

	enum Damage {

		ALL_DELETED {
			@Override
			void happen(Path copies) throws IOException {
				try (Stream<Path> files = Files.walk(copies)) {
					for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
						Files.delete(file);
					}
				}
			}
		},

		ONE_DELETED {
			@Override
			void happen(Path copies) throws IOException {
				Files.delete(library(copies));
			}
		},

		ONE_CUT_OFF {
			@Override
			void happen(Path copies) throws IOException {
				cutOff(library(copies));
			}
		};

		abstract void happen(Path copies) throws IOException;

	}

	@BeforeEach
	void nameDirectory() {
		this.copies = this.directory.resolve("copies");
	}

	@ParameterizedTest
	@Tag("F83")
	@EnumSource
	void whatAStrategyHasCopiedIsThereAgainForTheNextWorker(Damage damage) throws Exception {
		ProcessPool pool = open(this::copyWhatIsMissing);
		long first = pools.pid(pool);
		damage.happen(this.copies);
		kill(first);
		assertThat(load(pool)).isEqualTo(CLASS);
		assertThat(pools.pid(pool)).isNotEqualTo(first);
	}

	@Test
	@Tag("F83")
	void noWorkerIsStartedWithoutALibraryThatNobodyRestores() throws Exception {
		copyWhatIsMissing("");
		ProcessPool pool = open(this::launch);
		long first = pools.pid(pool);
		Path library = library(this.copies);
		Path away = Files.move(library, this.directory.resolve("away.jar"));
		kill(first);
		assertThat(FaultPools.failure(pool.apply(() -> "no worker"), PoolUnavailableException.class))
			.hasStackTraceContaining(library + ": is missing from the class path");
		Files.move(away, library);
		FaultPools.eventually(() -> loads(pool));
	}

	@Test
	@Tag("F83")
	void noWorkerIsStartedWithALibraryThatWasCutOff() throws Exception {
		copyWhatIsMissing("");
		ProcessPool pool = open(this::launch);
		long first = pools.pid(pool);
		Path library = library(this.copies);
		byte[] whole = Files.readAllBytes(library);
		cutOff(library);
		kill(first);
		assertThat(FaultPools.failure(pool.apply(() -> "no worker"), PoolUnavailableException.class))
			.hasStackTraceContaining(library + ": on the class path has changed and cannot be read as a jar");
		Files.write(library, whole);
		FaultPools.eventually(() -> loads(pool));
	}

	@Test
	@Tag("F83")
	void libraryThatWasReplacedByAnotherBuildServes() throws Exception {
		copyWhatIsMissing("");
		ProcessPool pool = open(this::launch);
		long first = pools.pid(pool);
		Path other = Files.copy(library(this.copies), this.directory.resolve("other.jar"));
		Files.move(other, library(this.copies), StandardCopyOption.REPLACE_EXISTING);
		kill(first);
		FaultPools.eventually(() -> loads(pool));
	}

	private static ProcessPool open(LaunchStrategy strategy) {
		return pools.open(FaultPools.small().launch(strategy));
	}

	private static void kill(long pid) {
		ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
		worker.destroyForcibly();
		FaultPools.eventually(() -> !FaultPools.isAlive(worker));
	}

	/** The first may still go to the worker that was killed. */
	private static boolean loads(ProcessPool pool) {
		return pool.apply(() -> Class.forName(CLASS).getName()).handle((name, failure) -> CLASS.equals(name)).join();
	}

	private static String load(ProcessPool pool) {
		FaultPools.eventually(() -> pool.apply(() -> "answers").handle((answer, failure) -> failure == null).join());
		return FaultPools.await(pool.apply(() -> Class.forName(CLASS).getName()));
	}

	/** Class path of copies, as a strategy for applications in archives has it. */
	private LaunchStrategy.Launch copyWhatIsMissing(String mainClass) {
		try {
			Files.createDirectories(this.copies);
			for (Path jar : jars()) {
				Path copy = this.copies.resolve(jar.getFileName());
				if (!Files.exists(copy) || Files.size(copy) != Files.size(jar)) {
					Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
				}
			}
			return launch(mainClass);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private LaunchStrategy.Launch launch(String mainClass) {
		String classPath = entries().map((entry) -> isJar(entry) ? this.copies.resolve(entry.getFileName()) : entry)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
		return new LaunchStrategy.Launch(List.of("-cp", classPath), mainClass);
	}

	private static Stream<Path> entries() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
	}

	private static List<Path> jars() {
		return entries().filter(CacheFaultTests::isJar).toList();
	}

	private static boolean isJar(Path entry) {
		return entry.toString().endsWith(".jar");
	}

	private static Path library(Path copies) {
		return jars().stream()
			.map((jar) -> copies.resolve(jar.getFileName()))
			.filter((jar) -> jar.getFileName().toString().startsWith(LIBRARY))
			.findFirst()
			.orElseThrow();
	}

	private static void cutOff(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(channel.size() / 2);
		}
	}

}
