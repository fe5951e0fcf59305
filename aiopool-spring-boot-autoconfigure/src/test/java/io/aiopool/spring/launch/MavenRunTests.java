package io.aiopool.spring.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.aiopool.spring.launch.ApplicationProcess.Result;
import io.aiopool.spring.launch.app.LaunchedApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real application, compiled and run by {@code mvn spring-boot:run}. Nothing is
 * installed: aiopool is on its class path as it was built just now.
 */
@Timeout(120)
class MavenRunTests {

	private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

	private static final String PACKAGE = LaunchedApplication.class.getPackageName().replace('.', '/');

	@TempDir
	private Path directory;

	@Test
	void goalOfTheMavenPlugin() throws Exception {
		Path maven = maven();
		assumeTrue(maven != null, "no Maven was found: put mvn on the PATH");
		Path application = Files.createDirectories(this.directory.resolve("the app")).toRealPath();
		copySources(application.resolve("src/main/java"));
		Files.writeString(application.resolve("pom.xml"),
				pom(application.relativize(BASE.toRealPath().resolveSibling("pom.xml")),
						ExecutableArchive.libraries(this.directory, "aiopool-")));
		Result result = new ApplicationProcess(this.directory).run(application, command(maven));
		assertThat(result.loader()).isEqualTo("AppClassLoader");
		assertThat(result.classPath()).contains(application.resolve("target/classes").toString());
		assertThat(result.options()).as("the goal's own options").doesNotContain("TieredStopAtLevel");
	}

	/** The one that builds this, else that of the path. */
	private static @Nullable Path maven() {
		String home = System.getProperty("maven.home");
		Stream<Path> path = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
		return Stream.concat(Stream.ofNullable(home).map((name) -> Path.of(name, "bin")), path)
			.flatMap((place) -> Stream.of("mvn.cmd", "mvn").map(place::resolve))
			.filter((file) -> Files.isExecutable(file) && (File.separatorChar == '\\' || file.endsWith("mvn")))
			.findFirst()
			.orElse(null);
	}

	private static List<String> command(Path maven) {
		List<String> command = new ArrayList<>(List.of(maven.toString(), "-B", "-ntp", "-Dstyle.color=never"));
		if ("offline=true".equals(System.getProperty("maven.settings"))) {
			command.add("-o");
		}
		String repository = System.getProperty("localRepository");
		if (repository != null) {
			command.add("-Dmaven.repo.local=" + repository);
		}
		command.addAll(List.of(
				"-Denforcer.skip", "-Dspring-javaformat.skip", "-Dspring-boot.run.jvmArguments="
						+ String.join(" ", ApplicationProcess.SMALL) + " -Daiopool.startup-cache=off",
				"spring-boot:run"));
		return command;
	}

	private static void copySources(Path target) throws IOException {
		Path sources = Files.createDirectories(target.resolve(PACKAGE));
		try (Stream<Path> files = Files.list(BASE.resolve("src/test/java").resolve(PACKAGE))) {
			for (Path file : files.toList()) {
				Files.copy(file, sources.resolve(file.getFileName()));
			}
		}
	}

	/** The parent brings the versions of plugins and libraries that are here already. */
	private static String pom(Path parent, List<Path> aiopool) throws IOException {
		Matcher version = Pattern.compile("<version>(.+)</version>")
			.matcher(Files.readString(BASE.resolveSibling("pom.xml")));
		assertThat(version.find()).isTrue();
		StringBuilder dependencies = new StringBuilder();
		for (Path jar : aiopool) {
			dependencies.append(dependency("io.aiopool.built", jar.getFileName().toString(),
					"<version>0</version><scope>system</scope><systemPath>" + jar + "</systemPath>"));
		}
		dependencies.append(dependency("org.springframework.boot", "spring-boot-autoconfigure", ""));
		dependencies.append(dependency("org.springframework", "spring-aop", ""));
		dependencies.append(dependency("io.projectreactor", "reactor-core", ""));
		dependencies.append(dependency("org.jspecify", "jspecify", ""));
		return """
				<project xmlns="http://maven.apache.org/POM/4.0.0">
					<modelVersion>4.0.0</modelVersion>
					<parent>
						<groupId>io.aiopool</groupId>
						<artifactId>aiopool-parent</artifactId>
						<version>%s</version>
						<relativePath>%s</relativePath>
					</parent>
					<artifactId>launched</artifactId>
					<properties>
						<spring-boot.run.skip>false</spring-boot.run.skip>
						<errorprone.plugin>-XDplain</errorprone.plugin>
						<nullaway.options/>
					</properties>
					<dependencies>%s</dependencies>
				</project>
				""".formatted(version.group(1), parent, dependencies);
	}

	private static String dependency(String group, String artifact, String more) {
		return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>".formatted(group, artifact,
				more);
	}

}
