package io.aiopool.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import io.aiopool.PoolSettings;
import io.aiopool.WorkerSettings;
import io.aiopool.launch.InheritedProperties;
import io.aiopool.launch.ProcessLauncher;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.recorder.FlightRecord;
import io.aiopool.wire.Flusher;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.Rendezvous;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of a pool have in common.
 *
 * @param settings settings of the pool
 * @param launcher starts their processes
 * @param flusher serves their writers
 * @param timer runs what is due later; nothing that blocks
 */
record WorkerPlan(PoolSettings settings, ProcessLauncher launcher, Flusher flusher, PoolTimer timer) {

	Rendezvous rendezvous(WorkerHandle worker) throws IOException {
		return new Rendezvous(this.launcher.directory().socket(worker.birth().slot(), worker.birth().generation()));
	}

	ParentMessage.Configure configure(WorkerHandle worker, Path recorder) {
		WorkerSettings settings = this.settings.worker();
		Set<String> packages = new HashSet<>(this.settings.payload().applicationPackages());
		packages.addAll(this.settings.payload().trustedPackages());
		return new ParentMessage.Configure(worker.birth().slot(), worker.birth().generation(),
				settings.childConcurrency(), FlightRecord.LANES, recorder.toString(),
				this.settings.payload().maxPayload(), settings.initializer(), settings.initArgs(),
				settings.properties(), settings.exceptionHandler(), settings.executor(), packages,
				this.settings.payload().trustedPresets(), this.settings.lifecycle().heartbeat().interval().toMillis(),
				this.settings.timeouts().killGrace().toNanos(),
				InheritedProperties.selected(this.settings.jvm().systemProperties()), InheritedProperties.security(),
				logs(this.settings.forwarding().logs()));
	}

	private static ParentMessage.@Nullable Logs logs(LogForwardingSettings settings) {
		return settings.enabled() ? new ParentMessage.Logs(settings.rate(), settings.level(), settings.levels().get(),
				settings.contextKeys(), settings.systemProperties()) : null;
	}

}
