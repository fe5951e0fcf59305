package io.aiopool.demo.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.aiopool.demo.run.Run;
import io.aiopool.demo.run.RunInProgressException;
import io.aiopool.demo.run.RunMode;
import io.aiopool.demo.run.RunProperties;
import io.aiopool.demo.run.RunResult;
import io.aiopool.demo.run.RunSnapshot;
import io.aiopool.demo.run.Runs;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Runs once with the pool and once without when the application is ready, and tells both
 * times.
 */
@Component
@ConditionalOnProperty(name = "demo.auto-start", matchIfMissing = true)
class StartupRuns implements ApplicationListener<ApplicationReadyEvent> {

	private final Runs runs;

	private final RunProperties properties;

	private final Environment environment;

	private final PrintStream out = System.out;

	StartupRuns(Runs runs, RunProperties properties, Environment environment) {
		this.runs = runs;
		this.properties = properties;
		this.environment = environment;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		List<RunMode> modes = this.properties.compare() ? List.of(RunMode.POOL, RunMode.IN_PROCESS)
				: List.of(RunMode.POOL);
		this.out.printf("%nThe page: http://localhost:%s/%n%n", this.environment.getProperty("local.server.port"));
		List<RunSnapshot> ends = new ArrayList<>();
		try {
			modes.forEach((mode) -> ends.add(run(mode)));
		}
		catch (RunInProgressException ex) {
			this.out.println(ex.getMessage() + ", so the rest of the runs at start-up is left out");
		}
		report(ends);
		if (this.properties.exitWhenDone()) {
			boolean complete = ends.size() == modes.size() && ends.stream().allMatch(StartupRuns::complete);
			System.exit(SpringApplication.exit(event.getApplicationContext(), () -> complete ? 0 : 1));
		}
	}

	private RunSnapshot run(RunMode mode) {
		Run run = this.runs.start(mode);
		try (ProgressDisplay display = ProgressDisplay.of(mode, this.out)) {
			return Objects.requireNonNull(run.events().doOnNext(display::show).blockLast(), "A run has an end");
		}
	}

	private static boolean complete(RunSnapshot end) {
		RunResult result = end.result();
		return result != null && result.complete();
	}

	private void report(List<RunSnapshot> ends) {
		this.out.println();
		ends.forEach(this::report);
		this.out.printf("%nThe books: %s%n", this.runs.csv());
		if (!this.properties.exitWhenDone()) {
			this.out.println("Ctrl-C ends the application.");
		}
	}

	private void report(RunSnapshot end) {
		RunResult result = end.result();
		if (result == null) {
			this.out.printf("%-10s broke: %s%n", end.mode(), end.error());
			return;
		}
		this.out.printf(Locale.ROOT, "%-10s %,d books in %.2f s, %,.0f pages/s, tried again: %d, missing: %d%n",
				end.mode(), result.rows(), result.elapsedMillis() / 1_000.0, result.pagesPerSecond(), end.retries(),
				result.failures().size());
		result.failures()
			.forEach((failure) -> this.out.printf("           missing after %d attempts: %s (%s)%n", failure.attempts(),
					failure.url(), failure.reason()));
	}

}
