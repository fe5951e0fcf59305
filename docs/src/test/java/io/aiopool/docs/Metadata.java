package io.aiopool.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration metadata of everything on the class path.
 */
final class Metadata {

	private static final Pattern OF_POOL = Pattern.compile("aiopool\\.pools\\.(?:<[a-z]+>|[a-z-]+)\\.(.+)");

	/** What a single pool cannot have. */
	private static final Set<String> SHARED = Set.of("enabled", "mode", "pools");

	private static final Set<String> GROUPS = new TreeSet<>();

	private static final Set<String> PROPERTIES = new TreeSet<>();

	static {
		try {
			for (URL file : Collections
				.list(Metadata.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream in = file.openStream()) {
					JsonNode metadata = JsonMapper.shared().readTree(in);
					metadata.path("groups").forEach((group) -> GROUPS.add(group.get("name").asString()));
					metadata.path("properties").forEach((property) -> PROPERTIES.add(property.get("name").asString()));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Metadata() {
	}

	/** A property, a group, {@code group.*}, or one of those of a named pool. */
	static boolean knows(String name) {
		String key = name.replaceAll("\\.\\*$", "");
		Matcher ofPool = OF_POOL.matcher(key);
		if (ofPool.matches()) {
			return !SHARED.contains(ofPool.group(1)) && isThere("aiopool." + ofPool.group(1));
		}
		return isThere(key.replaceFirst("^aiopool\\.pools\\.<[a-z]+>$", "aiopool.pools"));
	}

	private static boolean isThere(String key) {
		return PROPERTIES.contains(key) || GROUPS.contains(key);
	}

}
