package io.aiopool.logging;

/**
 * Logs what workers log under the same name here, where nothing better is known: thread
 * and time are those of this process, so the worker and its thread stand before the
 * message.
 */
final class SystemLoggerListener implements WorkerLogListener {

	private final LoggerNames names = new LoggerNames();

	@Override
	public void logged(WorkerLogEvent logged) {
		WorkerLogEvent event = this.names.bounded(logged);
		System.Logger logger = System.getLogger(event.logger());
		if (logger.isLoggable(event.level())) {
			String thread = event.thread().isEmpty() ? "" : " " + event.thread();
			String text = "[" + event.worker() + thread + "] " + event.text();
			if (event.failure() != null) {
				logger.log(event.level(), text, event.failure());
			}
			else {
				logger.log(event.level(), text);
			}
		}
	}

	@Override
	public String toString() {
		return "System.Logger";
	}

}
