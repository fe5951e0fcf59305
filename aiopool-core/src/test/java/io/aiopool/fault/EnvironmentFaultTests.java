package io.aiopool.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was said to the application's JVM, as its workers see it.
 */
class EnvironmentFaultTests {

	private static final List<String> SAID = List.of("-Duser.timezone=America/St_Johns", "-Duser.language=de",
			"-Duser.country=CH", "-Duser.language.format=fr", "-Dhttp.proxyHost=proxy.example",
			"-Dhttp.nonProxyHosts=localhost|*.example", "-Dhttp.proxyPassword=proxy-secret",
			"-Djavax.net.ssl.trustStore=trust/store.p12", "-Djavax.net.ssl.trustStoreType=PKCS12",
			"-Djavax.net.ssl.trustStorePassword=trust-secret", "-Djavax.net.ssl.keyStorePassword=key-secret",
			"-Dsun.net.inetaddr.ttl=7", "-Dfile.encoding=ISO-8859-1", "-Dacme.flag=yes", "-Dacme.secret=acme-secret",
			"-Dother.flag=no");

	/** They are not on the list, and were not asked for. */
	private static final List<String> STAY = List.of("http.proxyPassword", "javax.net.ssl.trustStorePassword",
			"javax.net.ssl.keyStorePassword", "acme.flag", "acme.secret", "other.flag");

	@TempDir
	Path directory;

	@Test
	@Tag("F85")
	void whatTheCommandLineSaysHoldsInAWorker() throws Exception {
		Report report = report(SAID, Map.of(), List.of());
		assertThat(report.here).containsEntry("zone", "America/St_Johns -03:30").containsEntry("acme.flag", "yes");
		assertThat(report.worker).containsEntry("javax.net.ssl.trustStore",
				this.directory.toRealPath().resolve("trust/store.p12").toString());
		assertThatTheSameHolds(report);
	}

	@Test
	@Tag("F85")
	void whatAnEnvironmentVariableSaysHoldsInAWorker() throws Exception {
		Report report = report(List.of(), Map.of("JAVA_TOOL_OPTIONS", String.join(" ", SAID)), List.of());
		assertThat(report.here).containsEntry("zone", "America/St_Johns -03:30");
		assertThatTheSameHolds(report);
	}

	private static void assertThatTheSameHolds(Report report) {
		Map<String, String> expected = new TreeMap<>(report.here);
		STAY.forEach((name) -> expected.put(name, "null"));
		expected.put("javax.net.ssl.trustStore", report.worker.get("javax.net.ssl.trustStore"));
		assertThat(report.worker).isEqualTo(expected);
		assertThat(String.join(" ", report.arguments)).isNotEmpty().doesNotContain("secret");
	}

	@Test
	@Tag("F85")
	@Tag("F65")
	void whatIsSelectedGoesAlongAndIsOnNoCommandLine() throws Exception {
		Report report = report(SAID, Map.of(), List.of("acme.*", "javax.net.ssl.trustStorePassword"));
		assertThat(report.worker).containsEntry("acme.flag", "yes")
			.containsEntry("acme.secret", "acme-secret")
			.containsEntry("javax.net.ssl.trustStorePassword", "trust-secret")
			.containsEntry("http.proxyPassword", "null")
			.containsEntry("other.flag", "null");
		assertThat(String.join(" ", report.arguments)).isNotEmpty().doesNotContain("secret");
		assertThat(report.log).contains("http.proxyPassword", "javax.net.ssl.keyStorePassword",
				"aiopool.jvm.system-properties");
	}

	private Report report(List<String> options, Map<String, String> environment, List<String> patterns)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElseThrow());
		command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), SettingsReport.class.getName()));
		command.addAll(patterns);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.directory(this.directory.toFile());
		builder.environment().putAll(environment);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		assertThat(process.waitFor()).as(output).isZero();
		return Report.of(output);
	}

	/**
	 * What the program has printed.
	 */
	private record Report(Map<String, String> here, Map<String, String> worker, List<String> arguments, String log) {

		static Report of(String output) {
			Report report = new Report(new TreeMap<>(), new TreeMap<>(), new ArrayList<>(), output);
			for (String line : output.lines().toList()) {
				String[] words = line.split("[ =]", 3);
				if (line.startsWith("here ") && words.length == 3) {
					report.here.put(words[1], words[2]);
				}
				else if (line.startsWith("worker ") && words.length == 3) {
					report.worker.put(words[1], words[2]);
				}
				else if (line.startsWith("argument ")) {
					report.arguments.add(line);
				}
			}
			return report;
		}

	}

}
