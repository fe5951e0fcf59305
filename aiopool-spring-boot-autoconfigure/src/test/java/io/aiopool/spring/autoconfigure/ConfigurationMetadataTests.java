package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.aiopool.LifecycleSettings;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.logging.LogForwardingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private static final Map<String, JsonNode> PROPERTIES = new TreeMap<>();

	private static final Map<String, JsonNode> HINTS = new TreeMap<>();

	@BeforeAll
	static void read() throws IOException {
		URL classes = AiopoolProperties.class.getProtectionDomain().getCodeSource().getLocation();
		URL file = new URL(classes, "META-INF/spring-configuration-metadata.json");
		try (InputStream in = file.openStream()) {
			JsonNode metadata = JsonMapper.shared().readTree(in);
			metadata.get("properties").forEach((property) -> PROPERTIES.put(property.get("name").asString(), property));
			metadata.get("hints").forEach((hint) -> HINTS.put(hint.get("name").asString(), hint));
		}
	}

	@Test
	void everyPropertyIsDescribedAndHasItsType() {
		assertThat(PROPERTIES).isNotEmpty();
		assertThat(PROPERTIES).allSatisfy((name, property) -> {
			assertThat(property.path("description").asString("")).as(name).isNotBlank().endsWith(".");
			assertThat(property.path("type").asString("")).as(name).isNotBlank();
		});
	}

	@Test
	void everyKeyOfPoolPropertiesIsThere() {
		List<String> keys = new ArrayList<>();
		for (var component : PoolProperties.class.getRecordComponents()) {
			String key = kebab(component.getName());
			if (component.getType().isRecord()) {
				for (var nested : component.getType().getRecordComponents()) {
					keys.add("aiopool." + key + "." + kebab(nested.getName()));
				}
			}
			else {
				keys.add("aiopool." + key);
			}
		}
		assertThat(PROPERTIES).containsKeys(keys.toArray(String[]::new));
	}

	@Test
	void defaultsAreThoseOfTheEngine() {
		PoolSettings engine = ProcessPool.builder().settings();
		assertThat(text("child-concurrency")).isEqualTo(String.valueOf(engine.worker().childConcurrency()));
		assertThat(text("max-tasks-per-child")).isEqualTo(String.valueOf(engine.worker().maxTasks()));
		assertThat(text("queue-capacity")).isEqualTo(String.valueOf(engine.queue().capacity()));
		assertThat(text("max-in-flight-per-method")).isEqualTo(String.valueOf(engine.queue().maxInFlightPerMethod()));
		assertThat(text("on-full")).isEqualTo(engine.queue().onFull().name().toLowerCase(Locale.ROOT));
		assertThat(text("start")).isEqualTo(engine.start().name().toLowerCase(Locale.ROOT));
		assertThat(text("scheduler")).isEqualTo(engine.scheduler());
		assertThat(text("queue-count")).isEqualTo(String.valueOf(engine.scheduling().queueCount()));
		assertThat(text("executor")).isEqualTo(engine.worker().executor());
		assertThat(duration("kill-grace")).isEqualTo(engine.timeouts().killGrace());
		assertThat(duration("start-timeout")).isEqualTo(engine.timeouts().start());
		assertThat(duration("drain-timeout")).isEqualTo(engine.timeouts().drain());
		assertThat(DataSize.parse(text("max-payload")).toBytes()).isEqualTo(engine.payload().maxPayload());
		assertThat(duration("restart.backoff")).isEqualTo(engine.restart().backoff());
		assertThat(duration("restart.max-backoff")).isEqualTo(engine.restart().maxBackoff());
		assertThat(text("restart.intensity")).isEqualTo(String.valueOf(engine.restart().intensity()));
		assertThat(duration("restart.window")).isEqualTo(engine.restart().window());
		assertThat(text("redelivery.not-started")).isEqualTo(String.valueOf(engine.redelivery().notStarted()));
		assertThat(text("redelivery.worker-lost")).isEqualTo(String.valueOf(engine.redelivery().workerLost()));
		assertThat(text("redelivery.neighbour-killed"))
			.isEqualTo(String.valueOf(engine.redelivery().neighbourKilled()));
	}

	@Test
	void defaultsOfForwardingAreThoseOfTheEngine() {
		LogForwardingSettings engine = ProcessPool.builder().settings().forwarding().logs();
		assertThat(text("log-forwarding.enabled")).isEqualTo(String.valueOf(engine.enabled()));
		assertThat(text("log-forwarding.rate")).isEqualTo(String.valueOf(engine.rate()));
		assertThat(text("log-forwarding.level")).isEqualTo(engine.level().name().toLowerCase(Locale.ROOT));
		JsonNode keys = PROPERTIES.get("aiopool.context.mdc-keys").get("defaultValue");
		assertThat(keys.values()).extracting(JsonNode::asString).isEqualTo(ForwardingMapper.TRACE_KEYS);
	}

	@Test
	void defaultsOfTheLifecycleAreThoseOfTheEngine() {
		LifecycleSettings engine = ProcessPool.builder().settings().lifecycle();
		assertThat(duration("idle-timeout")).isEqualTo(engine.elastic().idleTimeout());
		assertThat(text("spares")).isEqualTo(String.valueOf(engine.elastic().spares()));
		assertThat(DataSize.parse(text("recycle.max-memory")).toBytes()).isEqualTo(engine.recycle().maxMemory());
		assertThat(Double.parseDouble(text("recycle.jitter"))).isEqualTo(engine.recycle().jitter());
		assertThat(duration("heartbeat.interval")).isEqualTo(engine.heartbeat().interval());
		assertThat(duration("heartbeat.timeout")).isEqualTo(engine.heartbeat().timeout());
		assertThat(text("quarantine.deaths")).isEqualTo(String.valueOf(engine.quarantine().deaths()));
		assertThat(duration("quarantine.window")).isEqualTo(engine.quarantine().window());
	}

	@Test
	void valuesAreHinted() {
		assertThat(HINTS).containsKeys("aiopool.scheduler", "aiopool.executor", "aiopool.initializer",
				"aiopool.exception-handler");
		JsonNode provider = HINTS.get("aiopool.initializer").get("providers").get(0);
		assertThat(provider.get("name").asString()).isEqualTo("class-reference");
		assertThat(provider.get("parameters").get("target").asString()).isEqualTo("io.aiopool.WorkerInitializer");
	}

	private static String text(String key) {
		return PROPERTIES.get("aiopool." + key).get("defaultValue").asString();
	}

	private static Duration duration(String key) {
		return DurationStyle.detectAndParse(text(key));
	}

	private static String kebab(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

}
