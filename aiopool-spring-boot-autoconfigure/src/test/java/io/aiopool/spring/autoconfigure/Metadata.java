package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration metadata of this module, as an IDE reads it.
 *
 * @param groups by name
 * @param properties by name
 * @param hints by the name of their property
 */
record Metadata(Map<String, JsonNode> groups, Map<String, JsonNode> properties, Map<String, JsonNode> hints) {

	static Metadata read() throws IOException {
		URL classes = AiopoolProperties.class.getProtectionDomain().getCodeSource().getLocation();
		URL file = new URL(classes, "META-INF/spring-configuration-metadata.json");
		try (InputStream in = file.openStream()) {
			JsonNode metadata = JsonMapper.shared().readTree(in);
			return new Metadata(byName(metadata.get("groups")), byName(metadata.get("properties")),
					byName(metadata.get("hints")));
		}
	}

	private static Map<String, JsonNode> byName(JsonNode items) {
		Map<String, JsonNode> found = new TreeMap<>();
		items.forEach((item) -> found.put(item.get("name").asString(), item));
		return found;
	}

	/** The default as it is typed, empty if it is computed or there is none. */
	String defaultValue(String name) {
		JsonNode value = this.properties.get(name).path("defaultValue");
		return value.isArray() ? String.join(", ", value.values().stream().map(JsonNode::asString).toList())
				: value.asString("");
	}

	String description(String name) {
		return this.properties.get(name).path("description").asString("");
	}

	String type(String name) {
		return this.properties.get(name).path("type").asString("");
	}

	/** The class of a property that is an enum, or {@code null}. */
	Class<?> enumType(String name) {
		try {
			Class<?> type = Class.forName(type(name));
			return type.isEnum() ? type : null;
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
	}

}
