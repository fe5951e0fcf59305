package io.aiopool.spring.logging;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedNamesTests {

	@Test
	void furtherNamesBecomeOne() {
		BoundedNames names = new BoundedNames(2, "other");
		assertThat(names.get("a")).isEqualTo("a");
		assertThat(names.get("b")).isEqualTo("b");
		assertThat(names.get("c")).isEqualTo("other");
		assertThat(names.get("a")).isEqualTo("a");
	}

}
