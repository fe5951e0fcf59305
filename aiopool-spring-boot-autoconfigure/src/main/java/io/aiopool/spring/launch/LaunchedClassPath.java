package io.aiopool.spring.launch;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;

/**
 * What the class loader of Spring Boot's launcher reads, in its order. Immutable.
 *
 * @param elements files, directories, and entries of the archive
 */
record LaunchedClassPath(List<Element> elements) {

	private static final String LAUNCHER_PACKAGE = "org.springframework.boot.loader.";

	private static final String NESTED = "nested:";

	/**
	 * One element.
	 *
	 * @param file a file or directory, or the archive that holds the entry
	 * @param entry name of an entry of the archive, ending with a slash if it is a
	 * directory; {@code null} for the file itself
	 */
	record Element(Path file, @Nullable String entry) {
	}

	/**
	 * Looks for the launcher's class loader.
	 * @param classLoader where to begin, going on with its parents
	 * @return what it reads; empty if the application was not launched so
	 */
	static Optional<LaunchedClassPath> of(@Nullable ClassLoader classLoader) {
		for (ClassLoader loader = classLoader; loader != null; loader = loader.getParent()) {
			if (loader instanceof URLClassLoader launched && isLauncher(loader.getClass())) {
				return Optional.of(of(launched.getURLs()));
			}
		}
		return Optional.empty();
	}

	private static boolean isLauncher(@Nullable Class<?> type) {
		return type != null && (type.getName().startsWith(LAUNCHER_PACKAGE) || isLauncher(type.getSuperclass()));
	}

	static LaunchedClassPath of(URL[] urls) {
		List<Element> elements = new ArrayList<>();
		for (URL url : urls) {
			elements.add(element(url.toExternalForm()));
		}
		return new LaunchedClassPath(List.copyOf(elements));
	}

	/**
	 * Either {@code file:/…}, perhaps as a jar, or {@code jar:nested:/archive/!entry!/}.
	 */
	private static Element element(String url) {
		String location = url.startsWith("jar:") ? url.substring("jar:".length(), url.length() - "!/".length()) : url;
		if (!location.startsWith(NESTED)) {
			return new Element(path(location), null);
		}
		int separator = location.lastIndexOf("/!");
		return new Element(path("file:" + location.substring(NESTED.length(), separator)),
				location.substring(separator + "/!".length()));
	}

	private static Path path(String url) {
		return Path.of(URI.create(url)).toAbsolutePath();
	}

	/**
	 * Returns the archive, if there is one.
	 * @return the first archive that has entries on the class path
	 */
	Path archive() {
		return this.elements.stream()
			.filter((element) -> element.entry() != null)
			.map(Element::file)
			.findFirst()
			.orElseGet(() -> this.elements.get(0).file());
	}

	/**
	 * Makes a plain class path.
	 * @param cache where entries of archives are copied to, unless they are there
	 * @return absolute paths in order
	 * @throws IOException if something cannot be copied
	 */
	List<String> entriesIn(JarCache cache) throws IOException {
		List<String> paths = new ArrayList<>();
		Map<Path, JarFile> archives = new HashMap<>();
		try {
			for (Element element : this.elements) {
				paths.add(((element.entry() == null) ? element.file() : copy(element, archives, cache)).toString());
			}
			cache.save();
			return paths;
		}
		finally {
			for (JarFile archive : archives.values()) {
				archive.close();
			}
		}
	}

	private static Path copy(Element element, Map<Path, JarFile> archives, JarCache cache) throws IOException {
		JarFile archive = archives.get(element.file());
		if (archive == null) {
			archive = new JarFile(element.file().toFile(), false);
			archives.put(element.file(), archive);
		}
		String entry = Objects.requireNonNull(element.entry());
		return entry.endsWith("/") ? cache.jarOf(archive, entry) : cache.copyOf(archive, entry);
	}

}
