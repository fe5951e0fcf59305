package io.aiopool.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JavaRuntimeTests {

	@TempDir
	private Path home;

	private Path java;

	@BeforeEach
	void makeHome() throws IOException {
		Files.createDirectory(this.home.resolve("bin"));
		Files.createDirectory(this.home.resolve("lib"));
		this.java = Files.writeString(this.home.resolve("bin/java"), "");
		Files.writeString(this.home.resolve("lib/modules"), "classes");
		release("JAVA_VERSION=\"21.0.3\"\nJAVA_RUNTIME_VERSION=\"21.0.3+9\"\n");
	}

	@Test
	void runtimeOfThisProcessIsKnown() {
		JavaRuntime runtime = Objects.requireNonNull(JavaRuntime.of(Executables.java(null)));
		assertThat(runtime.feature()).isEqualTo(Runtime.version().feature());
	}

	@Test
	void updateOfTheJdkIsAnotherBuild() throws IOException {
		JavaRuntime before = JavaRuntime.of(this.java);
		release("JAVA_VERSION=\"21.0.3\"\nJAVA_RUNTIME_VERSION=\"21.0.3+10\"\n");
		assertThat(JavaRuntime.of(this.java)).isNotNull().isNotEqualTo(before);
	}

	@Test
	void otherClassesAreAnotherBuild() throws IOException {
		JavaRuntime before = JavaRuntime.of(this.java);
		Files.writeString(this.home.resolve("lib/modules"), "other classes");
		assertThat(JavaRuntime.of(this.java)).isNotNull().isNotEqualTo(before);
	}

	@Test
	void otherJvmIsLeftAlone() throws IOException {
		release("JAVA_VERSION=\"21.0.3\"\nJVM_VARIANT=\"Openj9\"\n");
		assertThat(JavaRuntime.of(this.java)).isNull();
	}

	@Test
	void runtimeThatSaysNothingIsLeftAlone() throws IOException {
		Files.delete(this.home.resolve("release"));
		assertThat(JavaRuntime.of(this.java)).isNull();
	}

	private void release(String text) throws IOException {
		Files.writeString(this.home.resolve("release"), text);
	}

}
