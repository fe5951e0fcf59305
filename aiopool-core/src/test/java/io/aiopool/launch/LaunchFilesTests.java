package io.aiopool.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import io.aiopool.LaunchStrategy.Launch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("F83")
class LaunchFilesTests {

	@TempDir
	private Path directory;

	@Test
	void whatIsNotThereAtFirstIsNotMissed() throws IOException {
		Path classes = Files.createDirectory(this.directory.resolve("classes"));
		LaunchFiles files = classPath(classes, this.directory.resolve("never there"), jar("a.jar", ""));
		Files.writeString(classes.resolve("A.class"), "compiled again");
		assertThat(files.firstChanged()).isNull();
	}

	@Test
	void directoryOfClassesIsMissed() throws IOException {
		Path classes = Files.createDirectory(this.directory.resolve("classes"));
		assertMissed(classPath(classes, jar("a.jar", "")), classes);
	}

	@Test
	void jarThatOnlyTheManifestOfAnotherNamesIsMissed() throws IOException {
		Path library = jar("library.jar", "");
		assertMissed(classPath(jar("app.jar", "library.jar")), library);
	}

	@Test
	void jarInADirectoryOfTheModulePathIsMissed() throws IOException {
		Path modules = Files.createDirectory(this.directory.resolve("modules"));
		Path module = Files.move(jar("module.jar", ""), modules.resolve("module.jar"));
		assertMissed(LaunchFiles.of(new Launch(List.of("--module-path", modules.toString()), "the.Main")), module);
	}

	private static void assertMissed(LaunchFiles files, Path file) throws IOException {
		assertThat(files.firstChanged()).isNull();
		Files.delete(file);
		assertThat(files.firstChanged()).isEqualTo(file);
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> files.verify(LaunchFiles.of(files.launch())))
			.withMessageContaining(file.toString());
	}

	private static LaunchFiles classPath(Path... entries) {
		List<String> paths = List.of(entries).stream().map(Path::toString).toList();
		return LaunchFiles.of(new Launch(List.of("-cp", String.join(File.pathSeparator, paths)), "the.Main"));
	}

	private Path jar(String name, String classPath) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
		Path jar = this.directory.resolve(name);
		try (OutputStream out = Files.newOutputStream(jar)) {
			new JarOutputStream(out, manifest).close();
		}
		return jar;
	}

}
