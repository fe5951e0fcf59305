package io.aiopool.demo.terminal;

import java.util.Locale;

import io.aiopool.demo.run.RunMode;
import io.aiopool.demo.run.RunSnapshot;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is redrawn in place. */
final class ProgressBarDisplay implements ProgressDisplay {

	private final ProgressBar bar;

	ProgressBarDisplay(RunMode mode) {
		this.bar = new ProgressBarBuilder().setTaskName(String.format("%-10s", mode))
			.setStyle(ProgressBarStyle.ASCII)
			.setUnit(" pages", 1)
			.setUpdateIntervalMillis(100)
			.hideEta()
			.build();
	}

	@Override
	public void show(RunSnapshot snapshot) {
		this.bar.maxHint(snapshot.total());
		this.bar.stepTo(snapshot.done());
		this.bar.setExtraMessage(String.format(Locale.ROOT, " %,.0f pages/s", snapshot.pagesPerSecond()));
	}

	@Override
	public void close() {
		this.bar.close();
	}

}
