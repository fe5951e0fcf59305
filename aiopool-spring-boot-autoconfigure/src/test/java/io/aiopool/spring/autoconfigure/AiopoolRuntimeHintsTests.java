package io.aiopool.spring.autoconfigure;

import java.util.List;

import io.aiopool.OffProcess;
import io.aiopool.Retry;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class AiopoolRuntimeHintsTests {

	@Test
	void annotationsCanBeReadInANativeImage() {
		List<RuntimeHintsRegistrar> ours = SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(AiopoolRuntimeHints.class::isInstance)
			.toList();
		assertThat(ours).hasSize(1);
		RuntimeHints hints = new RuntimeHints();
		ours.get(0).registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(OffProcess.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Retry.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(OffProcess.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS)).accepts(hints);
	}

}
