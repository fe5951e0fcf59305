package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import io.aiopool.LifecycleSettings;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.scheduler.Schedulers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private static Metadata metadata;

	@BeforeAll
	static void read() throws IOException {
		metadata = Metadata.read();
	}

	@Test
	void everyPropertyIsDescribedAndHasItsType() {
		assertThat(properties()).hasSizeGreaterThan(60);
		assertThat(properties()).allSatisfy((name, property) -> {
			assertThat(metadata.description(name)).as(name).isNotBlank().endsWith(".");
			assertThat(metadata.type(name)).as(name).isNotBlank();
		});
	}

	/** A default is either a value, or computed and described, or there is none. */
	@Test
	void everyPropertyTellsItsDefault() {
		assertThat(properties().keySet()).filteredOn(ConfigurationMetadataTests::ours).allSatisfy((name) -> {
			Matcher stated = PropertyReference.DEFAULT.matcher(metadata.description(name));
			assertThat(stated.find()).as("%s: %s", name, metadata.description(name)).isTrue();
			if (properties().get(name).has("defaultValue")) {
				String text = stated.group(1);
				String value = metadata.defaultValue(name);
				assertThat(text.equals(value) || text.startsWith(value + ",") || value.equals(text + "B")
						|| value.startsWith("0") && text.startsWith("0"))
					.as("%s: the description says %s, the metadata %s", name, text, value)
					.isTrue();
			}
		});
	}

	/** What has a value cannot be computed, and the other way round. */
	@Test
	void onlyWhatIsComputedOrOptionalHasNoDefaultValue() {
		assertThat(properties().keySet()).filteredOn((name) -> !properties().get(name).has("defaultValue"))
			.containsExactlyInAnyOrder("aiopool.processes", "aiopool.min-processes", "aiopool.max-queued-bytes",
					"aiopool.initializer", "aiopool.init-args", "aiopool.expose-properties",
					"aiopool.exception-handler", "aiopool.task-timeout", "aiopool.trusted-packages",
					"aiopool.trusted-presets", "aiopool.cache-directory", "aiopool.health.max-queue-fill",
					"aiopool.recycle.max-age", "aiopool.jvm.executable", "aiopool.jvm.max-heap", "aiopool.jvm.args",
					"aiopool.jvm.environment", "aiopool.jvm.system-properties", "aiopool.jvm.working-directory",
					"aiopool.jvm.command-prefix", "aiopool.pools", "management.endpoint.aiopool.roles");
	}

	@Test
	void everyGroupIsDescribed() {
		assertThat(metadata.groups()).allSatisfy((name,
				group) -> assertThat(group.path("description").asString("")).as(name).isNotBlank().endsWith("."));
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
		assertThat(properties()).containsKeys(keys.toArray(String[]::new));
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
		JsonNode keys = properties().get("aiopool.context.mdc-keys").get("defaultValue");
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
	void everyEnumIsHintedWithAllItsValues() {
		List<String> enums = properties().keySet()
			.stream()
			.filter((name) -> name.startsWith("aiopool."))
			.filter((name) -> metadata.enumType(name) != null)
			.toList();
		assertThat(enums).containsExactlyInAnyOrder("aiopool.mode", "aiopool.start", "aiopool.on-full",
				"aiopool.startup-cache", "aiopool.log-forwarding.level");
		assertThat(enums).allSatisfy((name) -> assertThat(hintedValues(name)).as(name)
			.containsExactlyInAnyOrderElementsOf(Stream.of(metadata.enumType(name).getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.toList()));
	}

	@Test
	void schedulersAndExecutorsAreHinted() {
		assertThat(hintedValues("aiopool.scheduler")).containsExactlyInAnyOrderElementsOf(Schedulers.names());
		assertThat(hintedValues("aiopool.executor")).containsExactlyInAnyOrder("platform", "virtual");
	}

	@Test
	void everyHintIsThatOfAPropertyAndExplainsItsValues() {
		assertThat(metadata.hints()).allSatisfy((name, hint) -> {
			assertThat(properties()).containsKey(name);
			assertThat(hint.path("values").values())
				.allSatisfy((value) -> assertThat(value.path("description").asString("")).as(name).endsWith("."));
		});
	}

	@ParameterizedTest
	@CsvSource({ "aiopool.initializer, io.aiopool.WorkerInitializer",
			"aiopool.exception-handler, io.aiopool.WorkerExceptionHandler",
			"aiopool.executor, java.util.concurrent.Executor", "aiopool.scheduler, io.aiopool.scheduler.Scheduler" })
	void classesAndBeansAreOffered(String name, String target) throws ClassNotFoundException {
		JsonNode provider = metadata.hints().get(name).get("providers").get(0);
		assertThat(provider.get("name").asString()).isIn("class-reference", "spring-bean-reference");
		assertThat(provider.get("parameters").get("target").asString()).isEqualTo(target);
		assertThat(Class.forName(target)).isInterface();
	}

	private static Map<String, JsonNode> properties() {
		return metadata.properties();
	}

	/** Others are described by Boot's own annotation processors. */
	private static boolean ours(String name) {
		return name.startsWith("aiopool.") || metadata.properties().get(name).has("sourceType")
				&& name.matches("management\\.endpoint\\.aiopool\\.(roles|show-details)");
	}

	private static List<String> hintedValues(String name) {
		return metadata.hints()
			.get(name)
			.get("values")
			.valueStream()
			.map((value) -> value.get("value").asString())
			.toList();
	}

	private static String text(String key) {
		return metadata.defaultValue("aiopool." + key);
	}

	private static Duration duration(String key) {
		return DurationStyle.detectAndParse(text(key));
	}

	private static String kebab(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

}
