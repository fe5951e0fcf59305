package io.aiopool.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aiopool.spring.metrics.AiopoolMeters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard asks for what there is: names and labels are compared with what
 * Micrometer's registry for Prometheus makes of the documented meters.
 */
class DashboardTests {

	private static final Pattern METRIC = Pattern.compile("aiopool_\\w+");

	private static final Pattern SELECTOR = Pattern.compile("(aiopool_\\w+)\\{([^}]*)}");

	private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!=|=|!~)");

	private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

	/** Those that Prometheus itself adds. */
	private static final Set<String> OF_SCRAPE = Set.of("job", "le");

	private static final Map<String, Set<String>> EXPOSED = new TreeMap<>();

	private static JsonNode dashboard;

	@BeforeAll
	static void read() throws IOException {
		dashboard = JsonMapper.shared().readTree(Files.readString(Page.ROOT.resolve("docs/grafana/aiopool.json")));
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		for (AiopoolMeters meter : AiopoolMeters.values()) {
			register(meter, registry);
		}
		registry.scrape().lines().filter((line) -> !line.startsWith("#")).forEach(DashboardTests::expose);
	}

	private static void register(AiopoolMeters meter, PrometheusMeterRegistry registry) {
		List<Tag> tags = Stream.concat(Stream.of(AiopoolMeters.POOL_TAG), meter.furtherTags().stream())
			.map((key) -> Tag.of(key, "x"))
			.toList();
		switch (meter.type()) {
			case GAUGE -> Gauge.builder(meter.meterName(), () -> 1).tags(tags).register(registry);
			case COUNTER ->
				FunctionCounter.builder(meter.meterName(), 1, Integer::doubleValue).tags(tags).register(registry);
			case TIMER -> Timer.builder(meter.meterName())
				.tags(tags)
				.publishPercentileHistogram()
				.register(registry)
				.record(() -> {
				});
			default -> throw new IllegalStateException(meter.toString());
		}
	}

	private static void expose(String line) {
		Matcher sample = Pattern.compile("(\\w+)(?:\\{(.*)})? .*").matcher(line);
		assertThat(sample.matches()).as(line).isTrue();
		EXPOSED.computeIfAbsent(sample.group(1), (name) -> new TreeSet<>()).addAll(labels(sample.group(2)));
	}

	@Test
	void everyMetricAndLabelExists() {
		assertThat(expressions()).hasSizeGreaterThan(30);
		assertThat(expressions()).allSatisfy((expression) -> {
			Set<String> metrics = all(METRIC, expression);
			assertThat(EXPOSED.keySet()).as(expression).containsAll(metrics);
			SELECTOR.matcher(expression)
				.results()
				.forEach((selector) -> assertThat(known(selector.group(1))).as(expression)
					.containsAll(labels(selector.group(2))));
			GROUPED.matcher(expression)
				.results()
				.forEach((grouped) -> metrics.forEach((metric) -> assertThat(known(metric)).as(expression)
					.containsAll(List.of(grouped.group(1).split(",\\s*")))));
		});
	}

	@Test
	void everyLegendNamesLabelsOfItsQuery() {
		each("targets").flatMap(JsonNode::valueStream).forEach((target) -> {
			Set<String> grouped = GROUPED.matcher(target.get("expr").asString())
				.results()
				.flatMap((match) -> Arrays.stream(match.group(1).split(",\\s*")))
				.collect(Collectors.toSet());
			Set<String> named = Pattern.compile("\\{\\{(\\w+)}}")
				.matcher(target.get("legendFormat").asString())
				.results()
				.map((match) -> match.group(1))
				.collect(Collectors.toSet());
			assertThat(grouped).as(target.toString()).containsAll(named);
		});
	}

	@Test
	void everyMeterIsShown() {
		Set<String> shown = new TreeSet<>();
		expressions().forEach((expression) -> shown.addAll(all(METRIC, expression)));
		assertThat(AiopoolMeters.values()).allSatisfy((meter) -> assertThat(shown).as(meter.meterName())
			.anyMatch((name) -> name
				.matches(meter.meterName().replace('.', '_') + "(_total|_seconds_(sum|count|bucket|max))?")));
	}

	@Test
	void noDataSourceIsHardCoded() {
		List<JsonNode> sources = dashboard.findValues("datasource");
		assertThat(sources).isNotEmpty()
			.allSatisfy((source) -> assertThat(source.get("uid").asString()).isEqualTo("${datasource}"));
		JsonNode variable = dashboard.at("/templating/list/0");
		assertThat(variable.get("name").asString()).isEqualTo("datasource");
		assertThat(variable.get("type").asString()).isEqualTo("datasource");
		assertThat(dashboard.toString()).doesNotContain("http://", "https://");
	}

	@Test
	void panelsHaveDifferentIdsAndDoNotOverlap() {
		List<JsonNode> panels = dashboard.get("panels").valueStream().toList();
		assertThat(panels).extracting((panel) -> panel.get("id").asInt()).doesNotHaveDuplicates();
		Set<String> cells = new TreeSet<>();
		for (JsonNode panel : panels) {
			JsonNode at = panel.get("gridPos");
			for (int x = 0; x < at.get("w").asInt(); x++) {
				for (int y = 0; y < at.get("h").asInt(); y++) {
					int column = at.get("x").asInt() + x;
					assertThat(column).isLessThan(24);
					assertThat(cells.add(column + "," + (at.get("y").asInt() + y))).as(panel.get("title").asString())
						.isTrue();
				}
			}
		}
	}

	private static List<String> expressions() {
		List<String> found = new ArrayList<>();
		for (String field : List.of("expr", "definition")) {
			dashboard.findValues(field).forEach((value) -> found.add(value.asString()));
		}
		return found;
	}

	private static Stream<JsonNode> each(String field) {
		return dashboard.findValues(field).stream();
	}

	private static Set<String> known(String metric) {
		Set<String> labels = new TreeSet<>(EXPOSED.getOrDefault(metric, Set.of()));
		labels.addAll(OF_SCRAPE);
		return labels;
	}

	private static Set<String> labels(String selector) {
		return (selector == null) ? Set.of()
				: LABEL.matcher(selector).results().map((match) -> match.group(1)).collect(Collectors.toSet());
	}

	private static Set<String> all(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group()).collect(Collectors.toSet());
	}

}
