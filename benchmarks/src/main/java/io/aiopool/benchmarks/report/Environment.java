package io.aiopool.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names the hardware and the software of this machine.
 */
public final class Environment {

	private Environment() {
	}

	public static Map<String, String> describe(boolean quick) {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("run", (quick ? "quick, " : "full, ") + LocalDate.now());
		commit().ifPresent((commit) -> facts.put("commit", commit));
		facts.put("processor", field("/proc/cpuinfo", "model name", System.getProperty("os.arch")) + ", "
				+ Runtime.getRuntime().availableProcessors() + " cores");
		facts.put("memory", gigabytes(field("/proc/meminfo", "MemTotal", "")));
		facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		facts.put("virtual machine",
				Files.exists(Path.of("/sys/hypervisor")) || hasFlag("hypervisor") ? "yes" : "not known");
		facts.put("load at the beginning", load());
		facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
		return facts;
	}

	/** Whether figures of two places belong together. */
	public static boolean isSame(Map<String, String> one, Map<String, String> other) {
		return Stream.of("run", "commit", "processor", "java")
			.allMatch((name) -> Objects.equals(one.get(name), other.get(name)));
	}

	private static Optional<String> commit() {
		try {
			Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
			String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
			return commit.isEmpty() ? Optional.empty() : Optional.of(commit);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/** More than a little, and the figures are those of a busy machine. */
	private static String load() {
		return String.format(Locale.ROOT, "%.1f processes that want to run",
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	private static boolean hasFlag(String flag) {
		return field("/proc/cpuinfo", "flags", "").contains(flag);
	}

	private static String gigabytes(String kilobytes) {
		String digits = kilobytes.replaceAll("\\D", "");
		return digits.isEmpty() ? "not known" : Math.round(Long.parseLong(digits) / 1048576.0) + " GiB";
	}

	private static String field(String file, String name, String otherwise) {
		try {
			return Files.readAllLines(Path.of(file))
				.stream()
				.filter((line) -> line.startsWith(name))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElse(otherwise);
		}
		catch (IOException ex) {
			return otherwise;
		}
	}

}
