package io.aiopool;

import java.util.Objects;

/**
 * How workers come and go.
 *
 * @param elastic how their number follows the load
 * @param recycle when they are replaced though nothing is wrong with them
 * @param quarantine when tasks that kill them are no longer run
 */
public record LifecycleSettings(ElasticSettings elastic, RecycleSettings recycle, QuarantineSettings quarantine) {

	/** The defaults of each part. */
	public static final LifecycleSettings DEFAULTS = new LifecycleSettings(ElasticSettings.DEFAULTS,
			RecycleSettings.DEFAULTS, QuarantineSettings.DEFAULTS);

	public LifecycleSettings {
		Objects.requireNonNull(elastic, "elastic");
		Objects.requireNonNull(recycle, "recycle");
		Objects.requireNonNull(quarantine, "quarantine");
	}

	LifecycleSettings with(ElasticSettings elastic) {
		return new LifecycleSettings(elastic, this.recycle, this.quarantine);
	}

	LifecycleSettings with(RecycleSettings recycle) {
		return new LifecycleSettings(this.elastic, recycle, this.quarantine);
	}

	LifecycleSettings with(QuarantineSettings quarantine) {
		return new LifecycleSettings(this.elastic, this.recycle, quarantine);
	}

}
