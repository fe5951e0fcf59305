package io.aiopool.launch;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import io.aiopool.LaunchStrategy.Launch;

/**
 * The jar files that hold the classes of the worker itself. They come first on its class
 * path: it finds its classes without opening those of the application, and an archive of
 * them serves every application, since an archive is valid for class paths that begin
 * like the one it was made with. Immutable.
 *
 * @param files the jars that were found, the engine's own first; empty if that one is not
 * a jar, as in an IDE
 */
record WorkerJars(List<Path> files) {

	private static final List<String> NAMES = List.of("aiopool-core", "reactor-core", "reactive-streams");

	WorkerJars {
		files = List.copyOf(files);
	}

	/**
	 * Looks for them by name, in the order in which they are to come.
	 * @param launch how a worker gets its classes
	 * @return the jars
	 */
	static WorkerJars of(Launch launch) {
		List<Path> found = new ArrayList<>();
		List<String> entries = entries(launch);
		entries = (entries.size() == 1) ? named(Path.of(entries.get(0))) : entries;
		for (String name : NAMES) {
			// Not another library whose name begins like it, such as
			// reactor-core-micrometer
			Pattern file = Pattern.compile(name + "(-\\d.*)?\\.jar");
			entries.stream()
				.filter((entry) -> file.matcher(entry.substring(entry.lastIndexOf(File.separatorChar) + 1)).matches())
				.map(Path::of)
				.filter(Files::isRegularFile)
				.findFirst()
				.ifPresent(found::add);
		}
		return new WorkerJars((found.size() == NAMES.size()) ? found : List.of());
	}

	private static List<String> entries(Launch launch) {
		int option = launch.vmOptions().indexOf("-cp");
		return (option < 0) ? List.of()
				: Arrays.asList(launch.vmOptions().get(option + 1).split(File.pathSeparator, -1));
	}

	/** An application whose jar names its libraries is on the class path alone. */
	static List<String> named(Path jar) {
		try (JarFile file = new JarFile(jar.toFile(), false)) {
			Manifest manifest = file.getManifest();
			String named = (manifest != null) ? manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH)
					: null;
			return (named == null) ? List.of()
					: Arrays.stream(named.trim().split(" +"))
						.map((url) -> Path.of(jar.toUri().resolve(url)).toString())
						.toList();
		}
		catch (IOException | RuntimeException ex) {
			// No jar, or names of no files
			return List.of();
		}
	}

	/**
	 * Puts them first.
	 * @param launch how a worker gets its classes
	 * @return the options with the changed class path
	 */
	List<String> first(Launch launch) {
		if (this.files.isEmpty()) {
			return launch.vmOptions();
		}
		Set<String> entries = new LinkedHashSet<>();
		this.files.forEach((file) -> entries.add(file.toString()));
		entries.addAll(entries(launch));
		List<String> options = new ArrayList<>(launch.vmOptions());
		options.set(options.indexOf("-cp") + 1, String.join(File.pathSeparator, entries));
		return options;
	}

	/** The class path that an archive is made with. */
	String classPath() {
		return String.join(File.pathSeparator, this.files.stream().map(Path::toString).toList());
	}

	/**
	 * Returns what changes when one of them does. Their content counts, as times may be
	 * those of the build; and so do place and time, as the JVM compares them.
	 * @return a line of text
	 * @throws IOException if a jar cannot be read
	 */
	String fingerprint() throws IOException {
		StringBuilder text = new StringBuilder();
		for (Path file : this.files) {
			text.append(file)
				.append(' ')
				.append(Files.getLastModifiedTime(file).toMillis())
				.append(' ')
				.append(checksum(file))
				.append(' ');
		}
		return text.toString();
	}

	static String checksum(Path file) throws IOException {
		CRC32 checksum = new CRC32();
		try (FileChannel channel = FileChannel.open(file)) {
			ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
			while (channel.read(buffer) >= 0) {
				checksum.update(buffer.flip());
				buffer.clear();
			}
			return channel.size() + "-" + Long.toHexString(checksum.getValue());
		}
	}

}
