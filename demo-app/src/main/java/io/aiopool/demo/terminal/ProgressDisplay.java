package io.aiopool.demo.terminal;

import java.io.PrintStream;

import io.aiopool.demo.run.RunMode;
import io.aiopool.demo.run.RunSnapshot;

/** Shows one run as it goes, from one thread. */
interface ProgressDisplay extends AutoCloseable {

	void show(RunSnapshot snapshot);

	@Override
	void close();

	/** A bar where one can be drawn, and lines elsewhere. */
	static ProgressDisplay of(RunMode mode, PrintStream out) {
		return Terminal.interactive() ? new ProgressBarDisplay(mode) : new LineDisplay(mode, out);
	}

}
