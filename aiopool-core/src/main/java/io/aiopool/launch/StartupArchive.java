package io.aiopool.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.aiopool.CacheDirectory;
import io.aiopool.LaunchSettings;
import io.aiopool.StartupCache;
import org.jspecify.annotations.Nullable;

/**
 * The archive of prepared classes with which the workers of a pool start faster, see
 * {@code docs/decisions/0005-startup-cache.md}. Whatever is wrong with it is logged and
 * otherwise of no consequence: workers then start without. Thread-safe.
 */
final class StartupArchive {

	private static final Logger logger = System.getLogger(StartupArchive.class.getName());

	/** From this version on an archive also holds linked classes and profiles. */
	private static final int LINKED = 25;

	private static final int KEY_BYTES = 12;

	private final LaunchSettings settings;

	private final List<String> dumpOptions;

	private final WorkerJars jars;

	private final JavaRuntime runtime;

	private final ArchiveStore store;

	private final String key;

	private volatile @Nullable Path archive;

	/** Makes an archive; fails if it was not made. */
	interface Maker {

		void make(List<String> options) throws IOException, InterruptedException;

	}

	private StartupArchive(LaunchSettings settings, List<String> dumpOptions, WorkerJars jars, JavaRuntime runtime)
			throws IOException {
		this.settings = settings;
		this.dumpOptions = dumpOptions;
		this.jars = jars;
		this.runtime = runtime;
		this.key = digest(runtime.build() + "\n" + jars.fingerprint() + "\n" + dumpOptions);
		this.store = new ArchiveStore(directory(settings));
		this.archive = this.store.find(this.key);
	}

	/**
	 * Looks for the archive that fits.
	 * @param settings whether there is to be one, and where
	 * @param java the command that starts workers
	 * @param jvmArgs the JVM options of the user
	 * @param dumpOptions those JVM options that an archive depends on
	 * @param jars the classes
	 * @return the archive, made already or not; {@code null} if there can be none
	 */
	static @Nullable StartupArchive of(LaunchSettings settings, Path java, List<String> jvmArgs,
			List<String> dumpOptions, WorkerJars jars) {
		if (settings.startupCache() == StartupCache.OFF) {
			return null;
		}
		JavaRuntime runtime = JavaRuntime.of(java);
		if (jars.files().isEmpty()) {
			complain(settings, "aiopool-core and what it needs are no jar files on their class path", null);
		}
		else if (runtime == null) {
			complain(settings, "nothing beside " + java + " says that it is a HotSpot JVM, and which build", null);
		}
		else if (jvmArgs.stream().anyMatch(StartupArchive::isOwn)) {
			complain(settings, "jvm.args have options for such archives of their own", null);
		}
		else {
			try {
				return new StartupArchive(settings, dumpOptions, jars, runtime);
			}
			catch (IOException | RuntimeException ex) {
				complain(settings, "the cache is of no use", ex);
			}
		}
		return null;
	}

	private static boolean isOwn(String arg) {
		return arg.startsWith("-Xshare:") || arg.startsWith("-XX:SharedArchiveFile=") || arg.startsWith("-XX:AOT");
	}

	private static void complain(LaunchSettings settings, String reason, @Nullable Exception cause) {
		logger.log((settings.startupCache() == StartupCache.ON) ? Level.WARNING : Level.DEBUG,
				"Workers start slower than they could, without an archive of prepared classes: " + reason, cause);
	}

	private static Path directory(LaunchSettings settings) throws IOException {
		IOException failure = new IOException("no directory");
		for (CacheDirectory candidate : CacheDirectory.candidates(settings.cacheDirectory())) {
			try {
				return candidate.ensure();
			}
			catch (IOException ex) {
				failure.addSuppressed(ex);
			}
		}
		throw failure;
	}

	private static String digest(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Returns the JVM options to start a worker with.
	 * @return nothing if there is no archive yet, or it has been deleted since
	 */
	List<String> options() {
		Path archive = this.archive;
		if (archive == null || !Files.isRegularFile(archive)) {
			return List.of();
		}
		// The JVM uses an archive only if it fits, and is not to talk about it otherwise
		return (this.runtime.feature() >= LINKED)
				? List.of("-XX:AOTCache=" + archive, "-Xlog:aot*=off", "-Xlog:cds*=off")
				: List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off", "-Xlog:class+path=off");
	}

	/**
	 * Tells whether a worker can be started with what there is. A JVM may crash when it
	 * maps an archive that was cut off.
	 * @return {@code false} if the archive is gone or has changed since it was found
	 */
	boolean isIntact() {
		Path archive = this.archive;
		try {
			return archive == null || this.store.isSound(this.key, archive);
		}
		catch (IOException ex) {
			return false;
		}
	}

	boolean isMade() {
		return this.archive != null;
	}

	/**
	 * Has the archive made, unless another process is at it or was faster. Takes seconds.
	 * @param maker makes it
	 * @throws InterruptedException if interrupted
	 */
	void make(Maker maker) throws InterruptedException {
		try (FileChannel lock = this.store.tryLock(this.key)) {
			Path archive = (lock != null) ? this.store.find(this.key) : null;
			if (lock != null && archive == null) {
				archive = makeNew(maker);
				logger.log(Level.DEBUG, "Made {0}, with which workers start faster", archive);
				this.store.sweep();
			}
			this.archive = archive;
		}
		catch (IOException | RuntimeException ex) {
			complain(this.settings, "it could not be made", ex);
		}
	}

	@Override
	public String toString() {
		return String.valueOf(this.archive);
	}

	private Path makeNew(Maker maker) throws IOException, InterruptedException {
		Path draft = this.store.draft(this.key);
		try {
			String output = (this.runtime.feature() >= LINKED) ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
			List<String> options = new ArrayList<>(this.dumpOptions);
			options.add(output + draft);
			options.addAll(List.of("-cp", this.jars.classPath()));
			maker.make(options);
			return this.store.publish(this.key, draft);
		}
		finally {
			Files.deleteIfExists(draft);
			Files.deleteIfExists(Path.of(draft + ".config"));
		}
	}

}
