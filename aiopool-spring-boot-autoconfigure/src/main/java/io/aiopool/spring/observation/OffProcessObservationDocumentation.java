package io.aiopool.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observation of {@code @OffProcess} tasks and its keys.
 */
public enum OffProcessObservationDocumentation implements ObservationDocumentation {

	/** From the call of a method to its end; for a publisher, from its subscription. */
	TASK {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultOffProcessObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

	};

	/** Keys of few values, which become tags of the timer. */
	public enum LowCardinalityKeyNames implements KeyName {

		/** Name of the pool. */
		POOL("pool"),

		/** Name of the task. */
		TASK("task"),

		/** How it ended, or {@code unknown} until then. */
		OUTCOME("outcome"),

		/**
		 * Simple name of the class of what it threw, also where that could not be
		 * carried; {@code none} for a result.
		 */
		EXCEPTION("exception");

		private final String key;

		LowCardinalityKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/** Keys of many values, which only traces have. */
	public enum HighCardinalityKeyNames implements KeyName {

		/** Milliseconds that it waited for a worker. */
		WAIT("aiopool.wait.ms"),

		/** Milliseconds that leaving the process took. */
		TRANSFER("aiopool.transfer.ms"),

		/** Milliseconds that it ran. */
		RUN("aiopool.run.ms");

		private final String key;

		HighCardinalityKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
