package io.aiopool.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.aiopool.benchmarks.Timing;

import org.springframework.util.FileSystemUtils;

/** The startup cache of a measured application, until it is closed. */
final class ApplicationCache implements AutoCloseable {

	/** It is made at the lowest priority, on a machine that may be busy. */
	private static final long ARCHIVE_MILLIS = TimeUnit.MINUTES.toMillis(2);

	private final Path directory;

	ApplicationCache(Path work) throws IOException {
		this.directory = Files.createTempDirectory(work, "cache");
	}

	/** Where an application looks for it. */
	Path directory() {
		return this.directory;
	}

	/** Returns once an archive is there to be used by the next start. */
	void awaitArchive() throws IOException, InterruptedException {
		long begin = System.nanoTime();
		while (!hasArchive()) {
			if (Timing.millisSince(begin) > ARCHIVE_MILLIS) {
				throw new IOException("No archive is in " + this.directory + " after " + ARCHIVE_MILLIS + " ms");
			}
			Thread.sleep(50);
		}
	}

	private boolean hasArchive() throws IOException {
		Path files = this.directory.resolve("aiopool");
		if (!Files.isDirectory(files)) {
			return false;
		}
		try (DirectoryStream<Path> archives = Files.newDirectoryStream(files, "*.archive")) {
			return archives.iterator().hasNext();
		}
	}

	/** What cannot be deleted is left to the next clean build. */
	@Override
	public void close() {
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

}
