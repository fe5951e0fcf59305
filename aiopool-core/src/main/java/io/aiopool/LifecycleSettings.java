package io.aiopool;

import java.util.Objects;

/**
 * How workers come and go.
 *
 * @param elastic how their number follows the load
 * @param recycle when they are replaced though nothing is wrong with them
 * @param heartbeat how one that is stopped or wedged is found out
 * @param quarantine when tasks that kill them are no longer run
 */
public record LifecycleSettings(ElasticSettings elastic, RecycleSettings recycle, HeartbeatSettings heartbeat,
		QuarantineSettings quarantine) {

	/** The defaults of each part. */
	public static final LifecycleSettings DEFAULTS = new LifecycleSettings(ElasticSettings.DEFAULTS,
			RecycleSettings.DEFAULTS, HeartbeatSettings.DEFAULTS, QuarantineSettings.DEFAULTS);

	public LifecycleSettings {
		Objects.requireNonNull(elastic, "elastic");
		Objects.requireNonNull(recycle, "recycle");
		Objects.requireNonNull(heartbeat, "heartbeat");
		Objects.requireNonNull(quarantine, "quarantine");
	}

	LifecycleSettings with(ElasticSettings elastic) {
		return new LifecycleSettings(elastic, this.recycle, this.heartbeat, this.quarantine);
	}

	LifecycleSettings with(RecycleSettings recycle) {
		return new LifecycleSettings(this.elastic, recycle, this.heartbeat, this.quarantine);
	}

	LifecycleSettings with(HeartbeatSettings heartbeat) {
		return new LifecycleSettings(this.elastic, this.recycle, heartbeat, this.quarantine);
	}

	LifecycleSettings with(QuarantineSettings quarantine) {
		return new LifecycleSettings(this.elastic, this.recycle, this.heartbeat, quarantine);
	}

}
