package io.aiopool.spring.launch.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * What happens to the cache of an application while it lives.
 */
public enum Damage {

	/** Somebody makes room on the disk. */
	CACHE_DELETED {
		@Override
		void happen(Path cache) throws Exception {
			new ProcessBuilder("rm", "-rf", cache.toString()).inheritIO().start().waitFor();
		}
	},

	/** A cleaner deletes what was not used for long. */
	LIBRARY_DELETED {
		@Override
		void happen(Path cache) throws Exception {
			Files.delete(library(cache));
		}
	},

	/** The disk is full, or was not written when the power failed. */
	LIBRARY_CUT_OFF {
		@Override
		void happen(Path cache) throws Exception {
			try (FileChannel channel = FileChannel.open(library(cache), StandardOpenOption.WRITE)) {
				channel.truncate(channel.size() / 2);
			}
		}
	};

	/** Of a library that a worker does not need to start. */
	static final String CLASS = "org.springframework.expression.ParseException";

	private static final String LIBRARY = "spring-expression-";

	abstract void happen(Path cache) throws Exception;

	private static Path library(Path cache) throws IOException {
		try (Stream<Path> files = Files.list(cache)) {
			return files.filter((file) -> file.getFileName().toString().startsWith(LIBRARY)).findFirst().orElseThrow();
		}
	}

}
