package io.aiopool.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * Names the hardware and the software of this machine.
 */
public final class Environment {

	static final String LOAD = "load at the beginning";

	private static final String PERCENT = " % of the processors";

	private static final int QUIET = 10;

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
		facts.put(LOAD, load());
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

	/** By others, for a second in which this process does nothing. */
	private static String load() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		system.getCpuLoad();
		LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
		return Math.round(100 * system.getCpuLoad()) + PERCENT;
	}

	/** Whether nothing else kept the machine busy, as far as is known. */
	static boolean isQuiet(Map<String, String> facts) {
		String load = facts.getOrDefault(LOAD, "");
		return load.endsWith(PERCENT) && Integer.parseInt(load.substring(0, load.length() - PERCENT.length())) <= QUIET;
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
