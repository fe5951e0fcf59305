package io.aiopool.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

import io.aiopool.LaunchStrategy.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ClassPathLaunchTests {

	@Test
	void pathsAreMadeAbsolute() {
		String before = System.getProperty("java.class.path");
		try {
			System.setProperty("java.class.path", String.join(File.pathSeparator, "relative/a.jar", "", "."));
			Launch launch = new ClassPathLaunch().resolve("some.Main");
			Path here = Path.of("").toAbsolutePath();
			assertThat(launch.mainClass()).isEqualTo("some.Main");
			assertThat(launch.vmOptions()).hasSize(2).first().isEqualTo("-cp");
			String[] entries = launch.vmOptions().get(1).split(File.pathSeparator);
			assertThat(entries).containsExactly(here.resolve("relative/a.jar").toString(), here.toString(),
					here.resolve(".").toString());
		}
		finally {
			System.setProperty("java.class.path", before);
		}
	}

	@Test
	void applicationOnTheModulePathGetsChildrenOnTheModulePath(@TempDir Path directory) throws Exception {
		Path core = jar(directory.resolve("aiopool-core-1.jar"), rootOf(ClassPathLaunch.class));
		List<String> modules = new ArrayList<>(List.of(core.toString(), compileModule(directory, core).toString()));
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (entry.matches(".*(reactor-core|reactive-streams|jspecify)-[^/\\\\]*\\.jar")) {
				modules.add(entry);
			}
		}
		Process parent = new ProcessBuilder(Executables.java(null).toString(), "--module-path",
				String.join(File.pathSeparator, modules), "--module", "app/app.Parent")
			.redirectErrorStream(true)
			.start();
		List<String> output = parent.inputReader().lines().toList();
		assertThat(parent.waitFor()).as(() -> String.join("\n", output)).isZero();
		assertThat(output).containsExactly("[child of module app]");
	}

	/** An application that starts another class of its module through the launcher. */
	private static Path compileModule(Path directory, Path core) throws IOException {
		Path source = Files.createDirectories(directory.resolve("source/app"));
		Path info = Files.writeString(source.resolveSibling("module-info.java"),
				"module app { requires aiopool.core; exports app; }");
		Path parent = Files.writeString(source.resolve("Parent.java"), """
				package app;
				import io.aiopool.launch.*;
				public class Parent {
					public static void main(String[] args) throws Exception {
						var settings = io.aiopool.ProcessPool.builder().processes(1).settings();
						try (var launcher = new ProcessLauncher(settings, "app.Child")) {
							ChildProcess child = launcher.start(0, 1, OutputListener.NONE);
							child.onExit().get();
							System.out.println(child.outputTail());
						}
					}
				}
				""");
		Path child = Files.writeString(source.resolve("Child.java"), """
				package app;
				public class Child {
					public static void main(String[] args) {
						System.out.println("child of " + Child.class.getModule());
					}
				}
				""");
		Path classes = directory.resolve("classes");
		int status = ToolProvider.findFirst("javac")
			.orElseThrow()
			.run(System.out, System.err, "--module-path",
					String.join(File.pathSeparator, core.toString(), System.getProperty("java.class.path")), "-d",
					classes.toString(), info.toString(), parent.toString(), child.toString());
		assertThat(status).isZero();
		return classes;
	}

	private static Path jar(Path target, Path root) throws IOException {
		try (OutputStream out = Files.newOutputStream(target);
				JarOutputStream jar = new JarOutputStream(out);
				Stream<Path> files = Files.walk(root)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				jar.putNextEntry(new JarEntry(root.relativize(file).toString().replace(File.separatorChar, '/')));
				Files.copy(file, jar);
			}
		}
		return target;
	}

	private static Path rootOf(Class<?> type) throws Exception {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

}
