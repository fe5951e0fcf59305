package io.aiopool.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * Writes the page of all properties from the configuration metadata.
 */
final class PropertyReference {

	static final Pattern DEFAULT = Pattern.compile(" Default: (.+)\\.$");

	private static final String PREFIX = "aiopool";

	private static final String INTRODUCTION = """
			# Properties

			All of them, with their defaults. None is required. Generated from the configuration metadata, which your IDE shows as
			well, by `PropertyReference`; to write it anew:

			    %s

			**Named pools.** Everything below `aiopool` describes the default pool. A pool `<name>`, which `@OffProcess(pool = "<name>")` asks
			for, is described by the same keys below `aiopool.pools.<name>` (`aiopool.pools.<name>.processes`,
			`aiopool.pools.<name>.jvm.max-heap`) and inherits what is left out there, key by key; lists and maps
			as a whole. Only %s exist once for all pools.

			**Environment variables.** Each key has one, below its name: dots become underscores, dashes go, all in upper case. The name of a pool is written
			in the same way: `AIOPOOL_POOLS_BIGJOBS_PROCESSES` is `aiopool.pools.big-jobs.processes`. Two pools whose names are the same in that form
			(`big-jobs` and `bigJobs`) are refused. Elements of lists have numbers (`AIOPOOL_JVM_ARGS_0`). Variables for child JVMs keep their case:
			`AIOPOOL_JVM_ENVIRONMENT_MY_VAR` sets `MY_VAR`.

			**Values.** Durations: `250ms`, `5s`, `2m`, `1h`, or ISO-8601. Sizes: `512KB`, `64MB`, `2GB`. Lists: a YAML list, or text with commas. A value
			that cannot work is refused when the application starts, with its key and where it comes from.
			""";

	private final Metadata metadata;

	private final String command;

	PropertyReference(Metadata metadata, String command) {
		this.metadata = metadata;
		this.command = command;
	}

	String text() {
		StringBuilder page = new StringBuilder(INTRODUCTION.formatted(this.command, shared()));
		sections().forEach((group, names) -> {
			page.append("\n## ").append(group).append("\n\n");
			JsonNode described = this.metadata.groups().get(group);
			if (described != null) {
				page.append(described.path("description").asString("")).append("\n\n");
			}
			page.append("| property | type | default | |\n|---|---|---|---|\n");
			names.forEach((name) -> page.append(row(name)));
		});
		return page.toString();
	}

	/**
	 * Properties by the longest group that they are below; what is outside comes last.
	 */
	private Map<String, List<String>> sections() {
		Map<String, List<String>> sections = new TreeMap<>();
		for (String name : this.metadata.properties().keySet()) {
			String group = this.metadata.groups()
				.keySet()
				.stream()
				.filter((candidate) -> name.startsWith(candidate + "."))
				.reduce((first, second) -> (second.length() > first.length()) ? second : first)
				.orElse(name.substring(0, name.lastIndexOf('.')));
			sections.computeIfAbsent(group, (key) -> new ArrayList<>()).add(name);
		}
		return sections;
	}

	/** The keys that a named pool does not have. */
	private String shared() {
		List<String> ofPools = Arrays.stream(PoolProperties.class.getRecordComponents())
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
			.toList();
		return Arrays.stream(AiopoolProperties.class.getRecordComponents())
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
			.filter((key) -> !ofPools.contains(key))
			.map((key) -> "`" + PREFIX + "." + key + "`")
			.collect(Collectors.joining(", "));
	}

	private String row(String name) {
		String description = this.metadata.description(name);
		Matcher stated = DEFAULT.matcher(description);
		String inWords = stated.find() ? stated.group(1) : "";
		String text = stated.replaceFirst("") + values(name);
		return "| `" + name + "`" + variable(name) + " | " + type(name) + " | " + defaultValue(name, inWords) + " | "
				+ text.replace("|", "\\|") + " |\n";
	}

	/** By which containers are configured. */
	private static String variable(String name) {
		return name.startsWith(PREFIX + ".")
				? "<br>`" + name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT) + "`" : "";
	}

	/** The value, and what the words add to it. */
	private String defaultValue(String name, String inWords) {
		String written = this.metadata.defaultValue(name);
		if (written.isEmpty()) {
			return inWords;
		}
		int added = inWords.equals(written) ? -1 : inWords.indexOf(", ");
		return "`" + written + "`" + ((added < 0) ? "" : inWords.substring(added));
	}

	private String values(String name) {
		JsonNode hint = this.metadata.hints().get(name);
		if (hint == null) {
			return "";
		}
		return hint.path("values")
			.valueStream()
			.map((value) -> "<br>`" + value.get("value").asString() + "`: " + value.get("description").asString())
			.collect(Collectors.joining());
	}

	private String type(String name) {
		if (this.metadata.enumType(name) != null) {
			return "one of";
		}
		String type = this.metadata.type(name).replaceAll("[\\w.]+\\.", "");
		return switch (type) {
			case "Boolean" -> "true or false";
			case "Integer" -> "whole number";
			case "Double" -> "number";
			case "DataSize" -> "size";
			case "List<String>", "Set<String>" -> "list";
			case "String", "Duration", "Path" -> type.toLowerCase(Locale.ROOT).replace("string", "text");
			case "Map<String,PoolProperties>" -> "pools by name";
			case "Map<String,String>" -> "texts by name";
			default -> type.startsWith("Class<") ? "class, `" + type.replaceAll(".* |>", "") + "`"
					: "`" + this.metadata.type(name) + "`";
		};
	}

}
