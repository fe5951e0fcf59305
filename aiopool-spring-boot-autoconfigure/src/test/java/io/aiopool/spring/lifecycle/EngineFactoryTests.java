package io.aiopool.spring.lifecycle;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;

import io.aiopool.ProcessPool;
import io.aiopool.spring.FakePool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EngineFactoryTests {

	private final ClassLoader before = Thread.currentThread().getContextClassLoader();

	@Test
	void engineSeesTheClassesOfTheApplicationOnAnyThread() throws Exception {
		AtomicReference<ClassLoader> seen = new AtomicReference<>();
		try (URLClassLoader application = new URLClassLoader(new URL[0])) {
			new EngineFactory(application, (settings) -> {
				seen.set(Thread.currentThread().getContextClassLoader());
				return new FakePool(settings);
			}).apply(ProcessPool.builder().settings());
			assertThat(seen).hasValue(application);
		}
		assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(this.before);
	}

	@Test
	void classLoaderOfTheThreadIsRestoredAfterAFailure() {
		EngineFactory factory = new EngineFactory(null, (settings) -> {
			throw new IllegalStateException("no");
		});
		assertThatIllegalStateException().isThrownBy(() -> factory.apply(ProcessPool.builder().settings()));
		assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(this.before);
	}

}
