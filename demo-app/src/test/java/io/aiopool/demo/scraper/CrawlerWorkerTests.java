package io.aiopool.demo.scraper;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

import io.aiopool.WorkerContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class CrawlerWorkerTests {

	@Test
	void registersWhatTheScraperIsBuiltFrom() throws Exception {
		FakeContext context = new FakeContext(Map.of("demo.fetch-timeout", "1500ms"));
		new CrawlerWorker().initialize(context);
		assertThat(BookScraper.class.getConstructors()).singleElement()
			.satisfies(
					(constructor) -> assertThat(context.registered).containsOnlyKeys(constructor.getParameterTypes()));
		assertThat(context.registered).containsEntry(FetchSettings.class, new FetchSettings(Duration.ofMillis(1_500)));
	}

	@Test
	void stopsItsThreadsWithTheWorker() throws Exception {
		FakeContext context = new FakeContext(Map.of("demo.fetch-timeout", "5s"));
		new CrawlerWorker().initialize(context);
		ExecutorService executor = (ExecutorService) ((HttpClient) context.registered.get(HttpClient.class)).executor()
			.orElseThrow();
		assertThat(executor.isShutdown()).isFalse();
		for (AutoCloseable action : context.closing) {
			action.close();
		}
		assertThat(executor.isShutdown()).isTrue();
	}

	@Test
	void namesThePropertyThatTheApplicationKeepsToItself() {
		assertThatNullPointerException().isThrownBy(() -> new CrawlerWorker().initialize(new FakeContext(Map.of())))
			.withMessageContaining("demo.fetch-timeout")
			.withMessageContaining("aiopool.expose-properties");
	}

	private record FakeContext(Map<String, String> properties, Map<Class<?>, Object> registered,
			List<AutoCloseable> closing) implements WorkerContext {

		FakeContext(Map<String, String> properties) {
			this(properties, new HashMap<>(), new ArrayList<>());
		}

		@Override
		public <T> void register(Class<T> type, T instance) {
			this.registered.put(type, instance);
		}

		@Override
		public void onClose(AutoCloseable action) {
			this.closing.add(action);
		}

		@Override
		public List<String> args() {
			return List.of();
		}

		@Override
		public @Nullable String property(String name) {
			return this.properties.get(name);
		}

		@Override
		public int slot() {
			return 0;
		}

		@Override
		public int generation() {
			return 1;
		}

	}

}
