package io.aiopool.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import io.aiopool.PoolBuilder;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;

/**
 * Prepares a child of the soak: opens its file of begins, or fails where a file says that
 * the next start is to fail.
 */
final class SoakWorker implements WorkerInitializer {

	private static Path directory;

	private static Sabotage sabotage;

	/** Makes the workers of a pool be prepared by this. */
	static PoolBuilder prepare(PoolBuilder pool, String name, SoakSettings settings) {
		return pool.name(name)
			.initializer(SoakWorker.class, settings.directory().toString(), settings.sabotage().name(), name);
	}

	@Override
	public void initialize(WorkerContext context) throws IOException {
		List<String> args = context.args();
		directory = Path.of(args.get(0));
		sabotage = Sabotage.valueOf(args.get(1));
		if (Files.deleteIfExists(nextStartFails(directory, args.get(2)))) {
			leaveName(didNotStart(directory, args.get(2)));
			throw new IllegalStateException("does not start, on purpose");
		}
		Begins.open(begins(directory), args.get(2) + "-" + context.slot() + "." + context.generation());
	}

	private static void leaveName(Path file) throws IOException {
		Path written = file.resolveSibling(file.getFileName() + ".written");
		Files.writeString(written, Long.toString(ProcessHandle.current().pid()));
		Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
	}

	/** In a child: where it and its parent share files. */
	static Path directory() {
		return directory;
	}

	/** In a child: what is broken. */
	static Sabotage sabotage() {
		return sabotage;
	}

	/** The directory of begins. */
	static Path begins(Path directory) {
		return directory.resolve("begins");
	}

	/** The file that a task makes which holds its worker. */
	static Path held(Path directory, int id) {
		return directory.resolve("held").resolve(Integer.toString(id));
	}

	/** The file that makes the next start of a pool's worker fail. */
	static Path nextStartFails(Path directory, String pool) {
		return directory.resolve("next-start-fails-" + pool);
	}

	/** The file in which a worker that was made to fail leaves its process id. */
	static Path didNotStart(Path directory, String pool) {
		return directory.resolve("did-not-start-" + pool);
	}

}
