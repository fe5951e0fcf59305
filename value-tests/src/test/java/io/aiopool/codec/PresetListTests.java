package io.aiopool.codec;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lists of classes against the libraries themselves.
 */
class PresetListTests {

	/** Packages of other versions, and what only some JDKs have. */
	private static final List<String> ELSEWHERE = List.of("org.hibernate.collection.internal", "sun.security",
			"com.sun.crypto.provider", "java.security.AsymmetricKey", "com.google.protobuf.NioByteString");

	@ParameterizedTest
	@EnumSource
	void everyListedClassExists(Preset preset) {
		List<String> missing = new ArrayList<>();
		for (String name : preset.names()) {
			if (ELSEWHERE.stream().noneMatch(name::startsWith) && !exists(name)) {
				missing.add(name);
			}
		}
		assertThat(preset.names()).isNotEmpty();
		assertThat(missing).isEmpty();
	}

	private static boolean exists(String name) {
		try {
			Class.forName(name, false, PresetListTests.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
