package io.aiopool.spring.actuate;

import java.util.List;
import java.util.Map;

import io.aiopool.JvmSettings;
import io.aiopool.ProcessPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsDescriptorTests {

	@Test
	void settingsAreThoseThatHoldWithoutSecrets() {
		JvmSettings jvm = new JvmSettings(null, 0,
				List.of("-Xss1m", "-Dtoken=s3cret", "-javaagent:a.jar=s3cret", "@s3cret"), Map.of("TOKEN", "s3cret"),
				null, List.of(), 0, 0, List.of());
		SettingsDescriptor settings = SettingsDescriptor
			.of(ProcessPool.builder().name("default").processes(2).jvm(jvm).settings());
		assertThat(settings.maxHeap()).isBetween(1L << 20, 512L << 20);
		assertThat(settings.jvmArgs()).containsExactly("-Xss1m", "-Dtoken=******", "-javaagent:a.jar=******", "******");
		assertThat(settings.environment()).containsExactly("TOKEN");
		assertThat(settings.logForwarding().rate()).isEqualTo(500);
		assertThat(settings.context()).isFalse();
		assertThat(settings.toString()).doesNotContain("s3cret");
	}

}
