package io.aiopool.spring.aop;

import java.util.Set;

import io.aiopool.OffProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SelfCallsTests {

	@Test
	void callByMethodOfTheSameClassIsFound() {
		assertThat(find(Calling.class)).singleElement()
			.satisfies((call) -> assertThat(call).contains("Calling.work is called by all of the same class"));
	}

	@Test
	void callInTheWorkerIsLeftAlone() {
		assertThat(find(InWorker.class)).isEmpty();
	}

	@Test
	void callThroughAnInjectedProxyIsLeftAlone() {
		assertThat(find(ThroughProxy.class)).isEmpty();
	}

	private static Set<String> find(Class<?> type) {
		return SelfCalls.find(type, new OffProcessTypeReader((text) -> text).read(type).methods());
	}

	static class Calling {

		public int all() {
			return work(1) + work(2) + work("other method");
		}

		@OffProcess
		public int work(int number) {
			return number;
		}

		public int work(String text) {
			return text.length();
		}

	}

	static class InWorker {

		@OffProcess
		public int all() {
			return work();
		}

		@OffProcess
		public int work() {
			return 1;
		}

	}

	static class ThroughProxy {

		private final ThroughProxy self;

		ThroughProxy(ThroughProxy self) {
			this.self = self;
		}

		public int all() {
			return this.self.work();
		}

		@OffProcess
		public int work() {
			return 1;
		}

	}

}
