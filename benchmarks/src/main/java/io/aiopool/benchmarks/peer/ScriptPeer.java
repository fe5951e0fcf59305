package io.aiopool.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A peer in another language: a script that reads what to do, a line each, and answers
 * with a line of values: {@code name=value;name=value}, or {@code -} for what it cannot
 * do. It takes its own times.
 */
final class ScriptPeer implements Peer {

	private static final long PATIENCE_SECONDS = 120;

	private final String name;

	private final Process process;

	private final Writer out;

	private final BufferedReader in;

	ScriptPeer(String name, List<String> command, Path directory, Map<String, String> environment) throws IOException {
		this.name = name;
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().putAll(environment);
		this.process = builder.start();
		this.out = new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8);
		this.in = new BufferedReader(new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable Map<String, Double> measure(Work work) throws IOException, InterruptedException {
		return ask(work.kind().name().toLowerCase(Locale.ROOT) + " " + work.count() + " " + work.bytes());
	}

	/** Asks for something that only scripts know. One that does not answer is killed. */
	@Nullable Map<String, Double> ask(String line) throws IOException, InterruptedException {
		CompletableFuture<?> patience = new CompletableFuture<>().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
		patience.whenComplete((answered, impatience) -> {
			if (impatience instanceof TimeoutException) {
				this.process.descendants().forEach(ProcessHandle::destroyForcibly);
				this.process.destroyForcibly();
			}
		});
		Suspension.resume(this.process.toHandle());
		try {
			return answer(line);
		}
		finally {
			patience.complete(null);
			Suspension.stop(this.process.toHandle());
		}
	}

	private @Nullable Map<String, Double> answer(String line) throws IOException {
		this.out.write(line + "\n");
		this.out.flush();
		String answer = this.in.readLine();
		if (answer == null) {
			throw new IOException(this.name + " has ended at '" + line + "'");
		}
		if (answer.equals("-")) {
			return null;
		}
		Map<String, Double> values = new LinkedHashMap<>();
		for (String pair : answer.split(";")) {
			String[] nameAndValue = pair.split("=");
			values.put(nameAndValue[0],
					nameAndValue[1].equals("never") ? Double.POSITIVE_INFINITY : Double.parseDouble(nameAndValue[1]));
		}
		return values;
	}

	/** Its own pool dies with it, or is killed. */
	@Override
	public void close() throws IOException, InterruptedException {
		List<ProcessHandle> descendants = this.process.descendants().toList();
		Suspension.resume(this.process.toHandle());
		this.out.close();
		if (!this.process.waitFor(2, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
		descendants.forEach(ProcessHandle::destroyForcibly);
		this.in.close();
	}

}
