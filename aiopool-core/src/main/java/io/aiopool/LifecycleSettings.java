package io.aiopool;

import java.util.Objects;

/**
 * How workers come and go.
 *
 * @param elastic how their number follows the load
 * @param recycle when they are replaced though nothing is wrong with them
 */
public record LifecycleSettings(ElasticSettings elastic, RecycleSettings recycle) {

	/** The defaults of each part. */
	public static final LifecycleSettings DEFAULTS = new LifecycleSettings(ElasticSettings.DEFAULTS,
			RecycleSettings.DEFAULTS);

	public LifecycleSettings {
		Objects.requireNonNull(elastic, "elastic");
		Objects.requireNonNull(recycle, "recycle");
	}

	LifecycleSettings with(ElasticSettings elastic) {
		return new LifecycleSettings(elastic, this.recycle);
	}

	LifecycleSettings with(RecycleSettings recycle) {
		return new LifecycleSettings(this.elastic, recycle);
	}

}
