package io.aiopool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@EnabledOnOs(OS.LINUX)
class CheckedFilesTests {

	private static final String NOTE = "all.checked";

	@TempDir
	private Path directory;

	private Path file;

	private int checks;

	@BeforeEach
	void checkOneFile() throws IOException {
		this.file = Files.writeString(this.directory.resolve("a b.jar"), "content");
		awaitTick();
		CheckedFiles checked = files();
		assertThat(checked.isSound(this.file, this::isContent)).isTrue();
		checked.save();
		this.checks = 0;
	}

	@Test
	void unchangedFileIsNotLookedIntoByAnotherProcess() throws IOException {
		assertThat(files().isSound(this.file, this::isContent)).isTrue();
		assertThat(this.checks).isZero();
	}

	@Test
	void fileThatWasWrittenIsLookedIntoThoughItsSizeAndTimeAreTheSame() throws IOException {
		FileTime time = Files.getLastModifiedTime(this.file);
		Files.writeString(this.file, "c0ntent");
		Files.setLastModifiedTime(this.file, time);
		assertThat(files().isSound(this.file, this::isContent)).isFalse();
		assertThat(this.checks).isOne();
	}

	@Test
	void fileThatWasChangedJustNowIsLookedIntoAgain() throws IOException {
		Files.writeString(this.file, "c0ntent");
		CheckedFiles checked = files();
		checked.add(this.file);
		checked.save();
		// In the same moment, as far as its times say, or in a later one
		Files.writeString(this.file, "content");
		assertThat(files().isSound(this.file, this::isContent)).isTrue();
		assertThat(this.checks).isOne();
	}

	@Test
	void fileThatWasReplacedIsLookedInto() throws IOException {
		FileTime time = Files.getLastModifiedTime(this.file);
		Path other = Files.writeString(this.directory.resolve("other"), "c0ntent");
		Files.setLastModifiedTime(other, time);
		Files.move(other, this.file, StandardCopyOption.REPLACE_EXISTING);
		assertThat(files().isSound(this.file, this::isContent)).isFalse();
	}

	@Test
	void linkInPlaceOfTheFileIsNotSound() throws IOException {
		Path elsewhere = this.directory.resolve("elsewhere");
		Files.move(this.file, elsewhere);
		Files.createSymbolicLink(this.file, elsewhere);
		assertThat(files().isSound(this.file, this::isContent)).isFalse();
		assertThat(this.checks).isZero();
	}

	@Test
	void whatWasCheckedInAnotherRunOfTheSystemIsCheckedAgain() throws IOException {
		List<String> lines = Files.readAllLines(this.directory.resolve(NOTE));
		Files.write(this.directory.resolve(NOTE), List.of("another-boot", lines.get(1)));
		assertThat(files().isSound(this.file, this::isContent)).isTrue();
		assertThat(this.checks).isOne();
	}

	@Test
	void tornNoteIsOfNoConsequence() throws IOException {
		Path note = this.directory.resolve(NOTE);
		byte[] whole = Files.readAllBytes(note);
		for (int length = 0; length < whole.length; length++) {
			Files.write(note, Arrays.copyOf(whole, length));
			assertThat(files().isSound(this.file, this::isContent)).isTrue();
		}
		Files.write(note, new byte[] { (byte) 0xff, 10, 32, 10, 10 });
		assertThat(files().isSound(this.file, this::isContent)).isTrue();
	}

	@Test
	void fileThatChangedWhileItWasLookedIntoIsLookedIntoAgain() throws IOException {
		Files.writeString(this.file, "content");
		CheckedFiles checked = files();
		checked.isSound(this.file, (looked) -> {
			boolean sound = isContent(looked);
			awaitTick();
			Files.writeString(looked, "changed");
			return sound;
		});
		checked.save();
		assertThat(files().isSound(this.file, this::isContent)).isFalse();
	}

	@Test
	void checkThatFailsSaysSoAndIsRepeated() throws IOException {
		Files.writeString(this.file, "content");
		CheckedFiles checked = files();
		assertThatIOException().isThrownBy(() -> checked.isSound(this.file, (looked) -> {
			throw new IOException("out of descriptors");
		}));
		assertThat(checked.isSound(this.file, this::isContent)).isTrue();
	}

	@Test
	void whatIsGoneIsForgottenAndTheRestKept() throws IOException {
		Path second = Files.writeString(this.directory.resolve("second"), "content");
		awaitTick();
		CheckedFiles checked = files();
		checked.add(second);
		checked.save();
		assertThat(Files.readString(this.directory.resolve(NOTE))).contains("a b.jar", "second");
		Files.delete(second);
		CheckedFiles later = files();
		later.add(Files.writeString(this.directory.resolve("third"), ""));
		awaitTick();
		later.save();
		assertThat(Files.readString(this.directory.resolve(NOTE))).contains("a b.jar", "third")
			.doesNotContain("second");
	}

	@Test
	void concurrentSavesLeaveAWholeNote() throws Exception {
		ExecutorService processes = Executors.newFixedThreadPool(8);
		try {
			Callable<Boolean> start = () -> {
				CheckedFiles checked = files();
				Files.setLastModifiedTime(this.file, FileTime.fromMillis(System.nanoTime()));
				checked.isSound(this.file, (looked) -> true);
				checked.save();
				return Files.readString(this.directory.resolve(NOTE))
					.matches("[-0-9a-f]+\n(\\d+ \\d+ \\d+ a b.jar\n)?");
			};
			for (Future<Boolean> each : processes
				.invokeAll(IntStream.range(0, 64).mapToObj((number) -> start).toList())) {
				assertThat(each.get()).isTrue();
			}
		}
		finally {
			processes.shutdownNow();
		}
		assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder(NOTE, "a b.jar");
	}

	private CheckedFiles files() {
		return new CheckedFiles(this.directory, NOTE);
	}

	/** Until the times of files have advanced. */
	private void awaitTick() throws IOException {
		Path probe = this.directory.resolve("probe");
		FileTime begin = Files.getLastModifiedTime(Files.writeString(probe, ""));
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> Files.getLastModifiedTime(Files.writeString(probe, "")).compareTo(begin) > 0);
		Files.delete(probe);
	}

	private boolean isContent(Path looked) throws IOException {
		this.checks++;
		return Files.readString(looked).equals("content");
	}

}
