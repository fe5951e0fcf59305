package io.aiopool.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.JvmSettings;
import io.aiopool.ProcessPool;
import io.aiopool.StartupCache;
import io.aiopool.WorkerState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StartupArchiveTests {

	/** In its local header, which nobody reads. */
	private static final int TIME_OF_FIRST_ENTRY = 10;

	/** Workers with an archive, for tests that look at it and leave it as it is. */
	private static JarredWorkers archived;

	@TempDir
	private Path directory;

	private JarredWorkers workers;

	@BeforeAll
	static void makeOneArchiveForMany(@TempDir Path directory) throws IOException {
		archived = JarredWorkers.in(directory);
		makeArchive(archived);
	}

	@BeforeEach
	void packEngine() throws IOException {
		this.workers = JarredWorkers.in(this.directory);
	}

	@Test
	void firstRunMakesAnArchiveAndSecondStartsFromIt() throws IOException {
		makeArchive(this.workers);
		assertThat(isStartedFromArchive(this.workers)).isTrue();
		assertThat(this.workers.archives()).hasSize(1);
		assertThat(this.workers.drafts()).isEmpty();
	}

	@Test
	void workersThatStartLaterInTheFirstRunUseItToo() {
		try (ProcessPool pool = this.workers.pool().build()) {
			Path archive = this.workers.awaitArchive();
			long first = pid(pool);
			Launchers.awaitUntil(() -> {
				ProcessHandle.of(pid(pool)).ifPresent(ProcessHandle::destroyForcibly);
				Launchers.awaitUntil(() -> !pool.workers().isEmpty() && pool.statistics().ready() == 1);
				return commandOf(pid(pool)).contains(archive.toString());
			});
			assertThat(pid(pool)).isNotEqualTo(first);
		}
	}

	@Test
	@Tag("F83")
	void archiveThatIsCutOffWhileThePoolLivesIsNotUsedAndMadeAgain() throws IOException {
		try (ProcessPool pool = this.workers.pool().build()) {
			Path archive = this.workers.awaitArchive();
			Launchers.awaitUntil(() -> commandOf(replaced(pool)).contains(archive.toString()));
			assertThat(archive.toFile().setWritable(true)).isTrue();
			try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
				channel.truncate(channel.size() / 2);
			}
			assertThat(commandOf(replaced(pool))).doesNotContain(".archive");
			Path again = this.workers.awaitArchive();
			Launchers.awaitUntil(() -> commandOf(replaced(pool)).contains(again.toString()));
		}
	}

	@Test
	@Tag("F83")
	void cacheThatIsDeletedWhileThePoolLivesIsMadeAgain() {
		try (ProcessPool pool = this.workers.pool().build()) {
			this.workers.awaitArchive();
			Launchers.awaitUntil(() -> commandOf(replaced(pool)).contains(".archive"));
			PrivateDirectories.delete(this.workers.cache());
			assertThat(commandOf(replaced(pool))).doesNotContain(".archive");
			Path again = this.workers.awaitArchive();
			Launchers.awaitUntil(() -> commandOf(replaced(pool)).contains(again.toString()));
		}
	}

	/** Kills the worker and returns the process id of the next one. */
	private static long replaced(ProcessPool pool) {
		long before = pid(pool);
		ProcessHandle.of(before).ifPresent(ProcessHandle::destroyForcibly);
		Launchers.awaitUntil(() -> pool.workers()
			.stream()
			.anyMatch((worker) -> worker.pid() != before && worker.state() == WorkerState.READY));
		return pid(pool);
	}

	@Test
	void poolsOfAProcessMakeOneArchiveTogether() throws IOException {
		try (ProcessPool one = this.workers.pool().build(); ProcessPool two = this.workers.pool().build()) {
			this.workers.awaitArchive();
			Launchers.awaitUntil(() -> this.workers.drafts().isEmpty());
			assertThat(one.apply(StartupArchiveTests::same, 1).join()).isEqualTo(1);
			assertThat(two.apply(StartupArchiveTests::same, 2).join()).isEqualTo(2);
		}
		assertThat(this.workers.archives()).hasSize(1);
	}

	@Test
	void processesThatStartTogetherMakeOneArchive() throws Exception {
		List<Process> parents = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				parents.add(ArchiveParent.start(this.directory));
			}
			for (Process parent : parents) {
				assertThat(new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
					.endsWith("made\n");
				assertThat(parent.waitFor()).isZero();
			}
		}
		finally {
			parents.forEach(Process::destroyForcibly);
		}
		assertThat(this.workers.archives()).hasSize(1);
		assertThat(this.workers.drafts()).isEmpty();
		assertThat(isStartedFromArchive(this.workers)).isTrue();
	}

	@Test
	void damagedArchiveIsDeletedAndMadeAgain() throws IOException {
		Path archive = makeArchive(this.workers);
		assertThat(archive.toFile().setWritable(true)).isTrue();
		long size = Files.size(archive);
		try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
			channel.truncate(size / 2);
		}
		assertThat(isStartedFromArchive(this.workers)).isFalse();
		assertThat(archive).doesNotExist();
		assertThat(Files.size(makeArchive(this.workers))).isGreaterThan(size / 2);
	}

	@Test
	void archiveWithOneByteChangedIsDeletedThoughItWasFoundSoundBefore() throws IOException {
		Path archive = makeArchive(this.workers);
		assertThat(isStartedFromArchive(this.workers)).isTrue();
		FileTime time = Files.getLastModifiedTime(archive);
		assertThat(archive.toFile().setWritable(true)).isTrue();
		try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			ByteBuffer last = ByteBuffer.allocate(1);
			channel.read(last, channel.size() - 1);
			channel.write(ByteBuffer.wrap(new byte[] { (byte) ~last.get(0) }), channel.size() - 1);
		}
		Files.setLastModifiedTime(archive, time);
		assertThat(isStartedFromArchive(this.workers)).isFalse();
		assertThat(archive).doesNotExist();
	}

	@Test
	void archiveOfAnotherBuildOfTheEngineIsNotUsed() throws IOException {
		makeArchive(this.workers);
		// The same size, and not a moment younger
		FileTime time = Files.getLastModifiedTime(this.workers.jar());
		byte[] jar = Files.readAllBytes(this.workers.jar());
		jar[TIME_OF_FIRST_ENTRY]++;
		Files.write(this.workers.jar(), jar);
		Files.setLastModifiedTime(this.workers.jar(), time);
		assertThat(isStartedFromArchive(this.workers)).isFalse();
	}

	@Test
	void archiveForAnotherCollectorIsNotUsed() {
		JvmSettings parallel = Launchers.jvm().withArgs(List.of("-XX:+UseParallelGC"));
		try (ProcessPool pool = archived.pool().jvm(parallel).build()) {
			assertThat(commandOf(pid(pool))).doesNotContain(".archive");
		}
	}

	@Test
	void userWhoHasAnArchiveOfHisOwnKeepsIt() {
		JvmSettings own = Launchers.jvm().withArgs(List.of("-Xshare:off"));
		try (ProcessPool pool = archived.pool().jvm(own).build()) {
			assertThat(commandOf(pid(pool))).doesNotContain(".archive");
		}
	}

	@Test
	void switchedOffNothingIsMadeOrUsed() {
		try (ProcessPool pool = archived.pool().startupCache(StartupCache.OFF).build()) {
			assertThat(commandOf(pid(pool))).doesNotContain(".archive");
		}
	}

	@Test
	void cacheThatCannotBeMadeDoesNotMatter() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		try (ProcessPool pool = this.workers.pool()
			.startupCache(StartupCache.ON)
			.cacheDirectory(file.resolve("below"))
			.build()) {
			assertThat(pool.apply(StartupArchiveTests::same, 1).join()).isEqualTo(1);
		}
	}

	@Test
	void cacheThatIsOpenToOthersIsNotUsed() throws IOException {
		Path open = Files.createDirectories(this.workers.cache().resolve("aiopool"));
		Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
		try (ProcessPool pool = this.workers.pool().build()) {
			assertThat(pool.apply(StartupArchiveTests::same, 1).join()).isEqualTo(1);
		}
		assertThat(open).isEmptyDirectory();
	}

	@Test
	void cacheIsPrivate() throws IOException {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archived.cache().resolve("aiopool"))))
			.isEqualTo("rwx------");
	}

	@Test
	void fileInPlaceOfTheCacheDirectoryIsRefused() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		assertThatIllegalArgumentException().isThrownBy(() -> this.workers.pool().cacheDirectory(file))
			.withMessage("cache-directory must be a directory, but " + file + " is a file");
	}

	@Test
	void poolThatClosesMeanwhileLeavesNothing() throws IOException {
		try (ProcessPool pool = this.workers.pool().build()) {
			Launchers.awaitUntil(() -> ProcessHandle.current()
				.descendants()
				.anyMatch((process) -> commandOf(process.pid()).contains("Rehearsal")));
			assertThat(pool.statistics().ready()).isOne();
		}
		Launchers.awaitUntil(() -> ProcessHandle.current()
			.descendants()
			.noneMatch((process) -> commandOf(process.pid()).contains("Rehearsal")));
		Launchers.awaitUntil(() -> this.workers.drafts().isEmpty());
	}

	@Test
	void archivesThatWereNotUsedForLongestAreDeleted() throws IOException {
		ArchiveStore store = new ArchiveStore(this.directory);
		List<Path> made = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			Path draft = Files.writeString(store.draft("key" + i), "archive " + i);
			made.add(store.publish("key" + i, draft));
			Files.setLastModifiedTime(made.get(i), FileTime.from(Instant.now().minus(Duration.ofHours(100 - i))));
		}
		Path abandoned = Files.writeString(this.directory.resolve("key-1.draft"), "");
		Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(7200)));
		assertThat(store.find("key0")).isEqualTo(made.get(0));
		store.sweep();
		assertThat(made.get(0)).exists();
		assertThat(made.subList(1, 3)).noneMatch(Files::exists);
		assertThat(made.subList(3, 10)).allMatch(Files::exists);
		assertThat(abandoned).doesNotExist();
	}

	private static Path makeArchive(JarredWorkers workers) {
		try (ProcessPool pool = workers.pool().build()) {
			Path archive = workers.awaitArchive();
			assertThat(pool.statistics().ready()).isOne();
			return archive;
		}
	}

	/** Says the JVM itself, of the class that a worker begins with. */
	private boolean isStartedFromArchive(JarredWorkers workers) throws IOException {
		Path log = this.directory.resolve("classes.log");
		JvmSettings jvm = Launchers.jvm().withArgs(List.of("-Xlog:class+load:file=" + log));
		try (ProcessPool pool = workers.pool().jvm(jvm).build()) {
			assertThat(pool.apply(StartupArchiveTests::same, 1).join()).isEqualTo(1);
		}
		String line = Files.readAllLines(log)
			.stream()
			.filter((candidate) -> candidate.contains("io.aiopool.child.WorkerMain "))
			.findFirst()
			.orElseThrow();
		return line.contains("shared objects file");
	}

	private static long pid(ProcessPool pool) {
		return pool.workers().get(0).pid();
	}

	private static String commandOf(long pid) {
		try {
			return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
		}
		catch (IOException ex) {
			return "";
		}
	}

	static int same(int value) {
		return value;
	}

}
