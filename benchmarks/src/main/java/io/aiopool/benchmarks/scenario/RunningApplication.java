package io.aiopool.benchmarks.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.benchmarks.app.MeasuredApplication;

/** The measured application in a process of its own, until it is closed. */
final class RunningApplication implements AutoCloseable {

	private final Process process;

	private final BufferedReader out;

	private final List<String> command;

	RunningApplication(List<String> command, ApplicationCache cache) throws IOException {
		this.command = command;
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().put("XDG_CACHE_HOME", cache.directory().toString());
		this.process = builder.start();
		this.out = new BufferedReader(new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
	}

	/** The next values that it prints. */
	Map<String, Double> values() throws IOException {
		StringBuilder other = new StringBuilder();
		for (String line = this.out.readLine(); line != null; line = this.out.readLine()) {
			if (line.startsWith(MeasuredApplication.RESULT)) {
				return parse(line.substring(MeasuredApplication.RESULT.length()));
			}
			other.append(line).append('\n');
		}
		throw new IOException(this.command + " has said nothing but: " + other);
	}

	private static Map<String, Double> parse(String text) {
		Map<String, Double> values = new LinkedHashMap<>();
		for (String pair : text.split(";")) {
			String[] nameAndValue = pair.split("=");
			values.put(nameAndValue[0], Double.parseDouble(nameAndValue[1]));
		}
		return values;
	}

	/** Kills it, and its workers with it, and returns when it is gone. */
	@Override
	public void close() throws IOException, InterruptedException {
		this.process.destroyForcibly().waitFor();
		this.out.close();
	}

}
