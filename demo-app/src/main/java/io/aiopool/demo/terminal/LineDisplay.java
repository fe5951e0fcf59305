package io.aiopool.demo.terminal;

import java.io.PrintStream;
import java.util.Locale;

import io.aiopool.demo.run.RunMode;
import io.aiopool.demo.run.RunSnapshot;

/** A line per quarter of the way, for logs and pipes. */
final class LineDisplay implements ProgressDisplay {

	private static final int PARTS = 4;

	private final RunMode mode;

	private final PrintStream out;

	private int shown;

	LineDisplay(RunMode mode, PrintStream out) {
		this.mode = mode;
		this.out = out;
	}

	@Override
	public void show(RunSnapshot snapshot) {
		int part = (snapshot.total() == 0) ? 0 : snapshot.done() * PARTS / snapshot.total();
		if (part > this.shown) {
			this.shown = part;
			this.out.printf(Locale.ROOT, "%-10s %,6d of %,d pages, %,.0f pages/s%n", this.mode, snapshot.done(),
					snapshot.total(), snapshot.pagesPerSecond());
		}
	}

	@Override
	public void close() {
		this.out.flush();
	}

}
