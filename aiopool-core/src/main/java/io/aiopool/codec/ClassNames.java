package io.aiopool.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of classes, written down package by package. Immutable and thread-safe; no class
 * is loaded.
 * <p>
 * A line is the name of a package, a colon and names of classes in it, each of which
 * stands for its nested classes too. A name that ends with an asterisk stands for all
 * that begin so, an asterisk alone for the whole package, and two of them for its
 * subpackages as well. A name behind a minus is not meant, whatever else the line says.
 */
final class ClassNames {

	private static final String SUBPACKAGES = "**";

	private final Map<String, Names> packages = new HashMap<>();

	private ClassNames() {
	}

	/** The names of one package. */
	private record Names(List<String> exact, List<String> prefixes, List<String> excluded, boolean subpackages) {

		boolean contain(String name) {
			if (matchesOne(this.excluded, name)) {
				return false;
			}
			return matchesOne(this.exact, name) || this.prefixes.stream().anyMatch(name::startsWith);
		}

		/** Whether it is one of them, or nested in one. */
		private static boolean matchesOne(List<String> names, String name) {
			for (String one : names) {
				if (name.startsWith(one) && (name.length() == one.length() || name.charAt(one.length()) == '$')) {
					return true;
				}
			}
			return false;
		}

	}

	static ClassNames parse(String text) {
		ClassNames result = new ClassNames();
		for (String line : text.strip().lines().toList()) {
			int colon = line.indexOf(':');
			result.packages.put(line.substring(0, colon).strip(), names(line.substring(colon + 1).strip()));
		}
		return result;
	}

	private static Names names(String line) {
		Names names = new Names(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), line.contains(SUBPACKAGES));
		for (String name : line.split(" +")) {
			if (name.startsWith("-")) {
				names.excluded().add(name.substring(1));
			}
			else if (name.endsWith("*")) {
				names.prefixes().add(name.replace("*", ""));
			}
			else {
				names.exact().add(name);
			}
		}
		return names;
	}

	boolean contain(String className) {
		int end = className.lastIndexOf('.');
		if (end < 0) {
			return false;
		}
		Names names = this.packages.get(className.substring(0, end));
		return (names != null) ? names.contain(className.substring(end + 1)) : isBelow(className, end);
	}

	List<String> wholeNames() {
		List<String> all = new ArrayList<>();
		this.packages.forEach((name, names) -> names.exact().forEach((one) -> all.add(name + "." + one)));
		return all;
	}

	private boolean isBelow(String className, int end) {
		for (int dot = className.lastIndexOf('.', end - 1); dot > 0; dot = className.lastIndexOf('.', dot - 1)) {
			Names names = this.packages.get(className.substring(0, dot));
			if (names != null) {
				return names.subpackages();
			}
		}
		return false;
	}

}
