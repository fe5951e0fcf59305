package io.aiopool.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import io.aiopool.PoolUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the programs that a child is started with, before it is tried.
 */
final class Executables {

	private static final Pattern JAVA = Pattern.compile("javaw?(\\.exe)?");

	private Executables() {
	}

	/**
	 * Returns the {@code java} command.
	 * @param configured the configured one, or {@code null} for that of this process
	 * @return an absolute path
	 * @throws PoolUnavailableException if it is not an executable file
	 */
	static Path java(@Nullable Path configured) {
		Path java = (configured != null) ? configured.toAbsolutePath() : ownJava();
		if (!isExecutable(java)) {
			String found = Files.isDirectory(java) ? "a directory" : Files.exists(java) ? "not executable" : "missing";
			throw new PoolUnavailableException(
					"No worker can be started: jvm.executable " + java + " is " + found
							+ ". Set jvm.executable to the java command of a JDK or JRE, such as <java.home>/bin/java",
					null);
		}
		return java;
	}

	/**
	 * Tells whether the system would find a program.
	 * @param word its name or path, as on a command line
	 * @return whether there is an executable file
	 */
	static boolean isFound(String word) {
		return find(word).isPresent();
	}

	private static Optional<Path> find(String word) {
		try {
			if (Path.of(word).getNameCount() > 1) {
				return Optional.of(Path.of(word)).filter(Executables::isExecutable);
			}
			String path = System.getenv().getOrDefault("PATH", "/usr/bin" + File.pathSeparator + "/bin");
			for (String directory : path.split(File.pathSeparator)) {
				for (String suffix : new String[] { "", ".exe" }) {
					Path program = Path.of(directory, word + suffix);
					if (isExecutable(program)) {
						return Optional.of(program);
					}
				}
			}
		}
		catch (InvalidPathException ex) {
			// Not the name of a file
		}
		return Optional.empty();
	}

	/**
	 * A native launcher may have started this JVM, and an upgrade may have removed the
	 * command since.
	 */
	private static Path ownJava() {
		return ProcessHandle.current()
			.info()
			.command()
			.map(Path::of)
			.filter((command) -> JAVA.matcher(command.getFileName().toString()).matches())
			.filter(Executables::isExecutable)
			.orElseGet(Executables::javaOfHome);
	}

	private static Path javaOfHome() {
		Path bin = Path.of(System.getProperty("java.home"), "bin");
		Path windows = bin.resolve("java.exe");
		return isExecutable(windows) ? windows : bin.resolve("java");
	}

	private static boolean isExecutable(Path path) {
		return Files.isRegularFile(path) && Files.isExecutable(path);
	}

}
