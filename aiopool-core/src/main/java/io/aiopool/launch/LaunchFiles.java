package io.aiopool.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import io.aiopool.LaunchStrategy.Launch;
import org.jspecify.annotations.Nullable;

/**
 * The files and directories on the class path and the module path of a worker, and what
 * they were like. A JVM says nothing of one that is missing: it starts without. So this
 * is compared before each start. Immutable.
 *
 * @param launch what names them
 * @param found those that were there, and what they were like
 */
record LaunchFiles(Launch launch, Map<Path, State> found) {

	private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");

	private static final Set<String> MODULE_PATH = Set.of("-p", "--module-path");

	/**
	 * What is compared, which is cheap. Of a directory only that it is one.
	 *
	 * @param directory whether it is a directory
	 * @param size size of a file
	 * @param modified when a file was modified
	 * @param key tells a file from another one in its place, where the system has that
	 */
	record State(boolean directory, long size, FileTime modified, @Nullable Object key) {

		private static final FileTime NEVER = FileTime.fromMillis(0);

		static @Nullable State of(Path file) {
			try {
				BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
				return now.isDirectory() ? new State(true, 0, NEVER, null)
						: new State(false, now.size(), now.lastModifiedTime(), now.fileKey());
			}
			catch (IOException ex) {
				return null;
			}
		}

	}

	static LaunchFiles of(Launch launch) {
		Map<Path, State> found = new LinkedHashMap<>();
		for (Path file : files(launch)) {
			State state = State.of(file);
			if (state != null) {
				found.put(file, state);
			}
		}
		return new LaunchFiles(launch, found);
	}

	private static List<Path> files(Launch launch) {
		List<String> options = launch.vmOptions();
		List<Path> files = new ArrayList<>();
		for (int i = 0; i + 1 < options.size(); i++) {
			if (CLASS_PATH.contains(options.get(i))) {
				List<Path> entries = entries(options.get(i + 1));
				files.addAll(entries);
				if (entries.size() == 1) {
					files.addAll(WorkerJars.named(entries.get(0)).stream().map(Path::of).toList());
				}
			}
			else if (MODULE_PATH.contains(options.get(i))) {
				for (Path entry : entries(options.get(i + 1))) {
					files.add(entry);
					files.addAll(jarsIn(entry));
				}
			}
		}
		return files;
	}

	private static List<Path> entries(String path) {
		List<Path> entries = new ArrayList<>();
		for (String entry : path.split(File.pathSeparator)) {
			try {
				entries.add(Path.of(entry));
			}
			catch (InvalidPathException ex) {
				// Nothing is there then, now or later
			}
		}
		return entries;
	}

	private static List<Path> jarsIn(Path directory) {
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".jar")).toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/**
	 * Returns what is not as it was.
	 * @return a file or directory that is missing or has changed, {@code null} if none is
	 */
	@Nullable Path firstChanged() {
		for (Map.Entry<Path, State> entry : this.found.entrySet()) {
			if (!entry.getValue().equals(State.of(entry.getKey()))) {
				return entry.getKey();
			}
		}
		return null;
	}

	/**
	 * Verifies that a worker with a later launch lacks nothing that was there. A file
	 * that was replaced has to be whole.
	 * @param now the files of the later launch
	 * @throws IOException if a file or directory is missing, or a file is no archive
	 */
	void verify(LaunchFiles now) throws IOException {
		boolean sameLaunch = now.launch.equals(this.launch);
		Set<Path> named = sameLaunch ? this.found.keySet() : Set.copyOf(files(now.launch));
		for (Map.Entry<Path, State> before : this.found.entrySet()) {
			Path file = before.getKey();
			State state = now.found.get(file);
			if (state == null && named.contains(file)) {
				throw new NoSuchFileException(file.toString(), null,
						"is missing from the class path, and no worker is started without it. Put it back, or restart the application");
			}
			if (state != null && !state.directory() && !state.equals(before.getValue())) {
				verifyWhole(file);
			}
		}
	}

	private static void verifyWhole(Path file) throws IOException {
		try (JarFile jar = new JarFile(file.toFile(), false)) {
			jar.size();
		}
		catch (IOException ex) {
			FileSystemException failure = new FileSystemException(file.toString(), null,
					"on the class path has changed and cannot be read as a jar, and no worker is started without it. Put it back, or restart the application");
			failure.initCause(ex);
			throw failure;
		}
	}

}
