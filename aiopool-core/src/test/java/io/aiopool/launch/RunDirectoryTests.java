package io.aiopool.launch;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

import io.aiopool.PoolUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RunDirectoryTests {

	/** No process has this number: systems do not go beyond four million. */
	private static final String DEAD = "99999999-1-";

	@TempDir
	private Path base;

	@AfterEach
	void clearProperty() {
		System.clearProperty(RunDirectoryBase.PROPERTY);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void isPrivateAndSoIsItsParent() throws IOException {
		RunDirectory directory = RunDirectory.below(this.base);
		for (Path path : new Path[] { directory.path(), directory.path().getParent() }) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rwx------");
		}
		assertThat(directory.path().getParent().getParent()).isEqualTo(this.base);
	}

	@Test
	void everyPoolHasItsOwn() throws IOException {
		RunDirectory first = RunDirectory.below(this.base);
		RunDirectory second = RunDirectory.below(this.base);
		assertThat(first.path()).exists().isNotEqualTo(second.path());
		first.delete();
		assertThat(first.path()).doesNotExist();
		assertThat(second.path()).exists();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void tooWidePermissionsOfTheParentAreTakenAway() throws IOException {
		Path user = RunDirectory.below(this.base).path().getParent();
		Files.setPosixFilePermissions(user, PosixFilePermissions.fromString("rwxrwxrwx"));
		RunDirectory.below(this.base);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(user))).isEqualTo("rwx------");
	}

	@Test
	@Tag("F64")
	@DisabledOnOs(OS.WINDOWS)
	void symbolicLinkInPlaceOfTheParentIsRefused() throws IOException {
		Path user = PrivateDirectories.ofUser(this.base);
		Files.delete(user);
		Path target = Files.createDirectory(this.base.resolve("target"));
		Files.createSymbolicLink(user, target);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> RunDirectory.below(this.base))
			.withMessageContaining(user.toString())
			.withMessageContaining("is a link");
		assertThat(target).isEmptyDirectory();
	}

	@Test
	@Tag("F64")
	void fileInPlaceOfTheParentIsRefused() throws IOException {
		Path user = PrivateDirectories.ofUser(this.base);
		Files.delete(user);
		Files.createFile(user);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> RunDirectory.below(this.base))
			.withMessageContaining(user.toString());
	}

	@Test
	@Tag("F64")
	@EnabledIf("canGiveAway")
	void directoryOfAnotherUserIsRefused() throws IOException {
		Path user = PrivateDirectories.ofUser(this.base);
		Files.setAttribute(user, "unix:uid", 12_345);
		Files.setPosixFilePermissions(user, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> RunDirectory.below(this.base))
			.withMessageContaining(user.toString())
			.withMessageContaining("belongs to 12345");
		assertThat(user).isEmptyDirectory();
	}

	@Test
	@Tag("F48")
	void configuredPlaceThatCannotBeUsedIsNamed() throws IOException {
		Path missing = this.base.resolve("missing");
		System.setProperty(RunDirectoryBase.PROPERTY, missing.toString());
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(RunDirectoryBase::newRunDirectory)
			.withMessageContaining(missing + " is not a directory")
			.withMessageContaining(RunDirectoryBase.PROPERTY);
		System.setProperty(RunDirectoryBase.PROPERTY, " ");
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(RunDirectoryBase::newRunDirectory)
			.withMessageContaining(RunDirectoryBase.PROPERTY);
	}

	@Test
	@Tag("F50")
	void configuredPlaceWithATooLongPathIsRefused() throws IOException {
		Path deep = Files.createDirectories(this.base.resolve("d".repeat(60)).resolve("e".repeat(40)));
		System.setProperty(RunDirectoryBase.PROPERTY, deep.toString());
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(RunDirectoryBase::newRunDirectory)
			.withMessageContaining("too long for sockets")
			.withMessageContaining(RunDirectoryBase.PROPERTY);
	}

	@Test
	@Tag("F50")
	void longestSocketPathCanBeBound() throws IOException {
		Path padded = this.base;
		for (int length = 1; true; length++) {
			Path candidate = Files.createDirectories(this.base.resolve("p".repeat(length)));
			try {
				RunDirectory.below(candidate);
				padded = candidate;
			}
			catch (FileSystemException ex) {
				assertThat(ex).hasMessageContaining("too long for sockets");
				break;
			}
		}
		assertThat(padded).isNotEqualTo(this.base);
		Path socket = RunDirectory.below(padded).socket(1023, Integer.MAX_VALUE);
		assertThat(socket.toString().length()).isBetween(100, 106);
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(socket));
			assertThat(socket).exists();
		}
	}

	@Test
	@Tag("F38")
	void directoriesOfDeadProcessesAreSwept() throws IOException {
		Path dead = abandoned(true);
		Files.createDirectory(dead.resolve("deeper"));
		Files.createFile(dead.resolve("deeper").resolve("file"));
		RunDirectory.below(this.base);
		assertThat(dead).doesNotExist();
	}

	@Test
	void linkInADeadDirectoryIsRemovedButNotFollowed() throws IOException {
		Path dead = abandoned(true);
		Path precious = Files.createFile(Files.createDirectory(this.base.resolve("other")).resolve("precious"));
		Files.createSymbolicLink(dead.resolve("link"), precious.getParent());
		RunDirectory.below(this.base);
		assertThat(dead).doesNotExist();
		assertThat(precious).exists();
	}

	@Test
	void directoryWithoutALockIsSweptOnlyOnceItIsOld() throws IOException {
		Path young = abandoned(false);
		RunDirectory.below(this.base);
		assertThat(young).exists();
		Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));
		RunDirectory.below(this.base);
		assertThat(young).doesNotExist();
	}

	@Test
	void whatIsNotARunDirectoryIsLeftAlone() throws IOException {
		Path user = PrivateDirectories.ofUser(this.base);
		Path other = Files.createDirectory(user.resolve("crashes"));
		RunDirectory.below(this.base);
		assertThat(other).exists();
	}

	@Test
	@Tag("F49")
	void isMadeAgainAfterACleanerRemovedIt() throws IOException {
		RunDirectory directory = RunDirectory.below(this.base);
		PrivateDirectories.delete(directory.path().getParent());
		assertThat(directory.path()).doesNotExist();
		Path file = directory.ensureFile("some", new byte[] { 1, 2 });
		assertThat(file).hasBinaryContent(new byte[] { 1, 2 });
		assertThat(directory.file(RunDirectory.LOCK)).exists();
	}

	@Test
	void fileThatWasTamperedWithIsWrittenAgain() throws IOException {
		RunDirectory directory = RunDirectory.below(this.base);
		Path file = directory.ensureFile("some", new byte[] { 1, 2 });
		Files.write(file, new byte[] { 3 });
		assertThat(directory.ensureFile("some", new byte[] { 1, 2 })).hasBinaryContent(new byte[] { 1, 2 });
	}

	@Test
	void staysDeleted() throws IOException {
		RunDirectory directory = RunDirectory.below(this.base);
		directory.delete();
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(directory::ensureExists);
		assertThat(directory.path()).doesNotExist();
	}

	@Test
	void filesCannotBeOutside() throws IOException {
		RunDirectory directory = RunDirectory.below(this.base);
		for (String name : new String[] { "..", "../x", "a/b", "/etc/passwd", "" }) {
			assertThatIllegalArgumentException().as(name).isThrownBy(() -> directory.file(name));
		}
	}

	private Path abandoned(boolean lock) throws IOException {
		Path dead = Files.createDirectory(PrivateDirectories.ofUser(this.base).resolve(DEAD + "abc"));
		if (lock) {
			FileChannel.open(dead.resolve(RunDirectory.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
				.close();
		}
		return dead;
	}

	static boolean canGiveAway() throws IOException {
		Path file = Files.createTempFile("owner", null);
		try {
			Files.setAttribute(file, "unix:uid", 12_345);
			return true;
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return false;
		}
		finally {
			Files.delete(file);
		}
	}

}
