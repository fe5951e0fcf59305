package io.aiopool.child;

import java.io.IOException;
import java.nio.file.Path;

import io.aiopool.RemoteTaskException;
import io.aiopool.RemoteTypeException;
import io.aiopool.WorkerExceptionHandler;
import io.aiopool.WorkerInitializer;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.FailureCodec;
import io.aiopool.codec.GrowingAllowList;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.recorder.FlightRecorder;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.Connection;
import io.aiopool.wire.Flusher;
import io.aiopool.wire.FrameReader;
import io.aiopool.wire.FrameWriter;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * A configured worker: the parts of the child, and the loop that obeys the parent. The
 * loop runs on one thread that runs no code of users once the initializer has ended.
 */
final class ChildRuntime {

	private static final int COLLECTIONS = 4;

	private final ParentMessage.Configure configure;

	private final ClassLoader classLoader = ChildRuntime.class.getClassLoader();

	private final ChildContext context;

	private final KeptAnswers answers;

	private final Reporter reporter;

	private final GrowingAllowList allowed = new GrowingAllowList();

	private final Methods methods;

	private final TaskTable tasks;

	private final Inspection inspection;

	private final Inflows inflows;

	private final ChildQueues queues;

	private final @Nullable LogForwarder logs;

	ChildRuntime(Connection connection, ParentMessage.Configure configure) throws IOException {
		this.configure = configure;
		ShutdownLimit.install(configure.killGrace());
		this.context = new ChildContext(configure);
		this.allowed.allowPackages(configure.packages());
		this.allowed.allowPresets(configure.presets());
		ChildHandles handles = new ChildHandles();
		CodecSettings settings = CodecSettings.of(this.classLoader, this.allowed.toWorkers())
			.withWriteFilter(this.allowed)
			.withMaxBytes(configure.maxPayload())
			.withHandles(handles);
		PayloadCodec codec = new PayloadCodec(settings.withDecodeLambdas(true));
		FailureCodec failures = new FailureCodec(settings.withDecodeLambdas(true), RemoteTaskException::new,
				RemoteTypeException::new);
		FrameWriter writer = new FrameWriter(connection.writing(), new Flusher("aiopool-flusher"),
				(failure) -> ParentWatch.leave(Exits.ORPHANED));
		this.logs = (configure.logs() != null) ? forwardLogs(writer, configure.logs()) : null;
		FlightRecorder recorder = FlightRecorder.open(Path.of(configure.recorder()), configure.lanes());
		OutOfMemory.noteIn(recorder);
		this.answers = new KeptAnswers(writer, recorder.journal());
		this.reporter = new Reporter(writer, this.answers, codec, failures);
		this.methods = new Methods(this.classLoader, this.allowed, codec);
		if (configure.heartbeat() > 0) {
			Heartbeat.start(recorder, configure.heartbeat());
		}
		Targets targets = new Targets(this.context);
		TaskRunner runner = new TaskRunner(recorder, codec, this.methods, targets, this.reporter);
		this.tasks = new TaskTable(runner, this.reporter, this.classLoader);
		this.inspection = new Inspection(this.reporter, targets, this.tasks);
		this.inflows = new Inflows(this.reporter, codec, failures, this.tasks.threads());
		this.queues = new ChildQueues(this.reporter, settings, this.tasks.threads());
		handles.connect(this.inflows, this.queues);
	}

	/** Before anything of a user is loaded, and of the JDK's logging. */
	private static LogForwarder forwardLogs(FrameWriter writer, ParentMessage.Logs logs) {
		logs.systemProperties().forEach((name, value) -> {
			if (System.getProperty(name) == null) {
				System.setProperty(name, value);
			}
		});
		LogForwarder forwarder = new LogForwarder(writer, logs);
		forwarder.install();
		JulCapture.install();
		return forwarder;
	}

	/** Runs the initializer; {@code false} if it failed, which has been reported. */
	boolean start() {
		try {
			Thread.currentThread().setContextClassLoader(this.classLoader);
			if (this.configure.exceptionHandler() != null) {
				this.reporter.handler(
						create(WorkerExceptionHandler.class, this.configure.exceptionHandler(), "exception-handler"));
			}
			String executor = this.configure.executor();
			this.tasks.bodies().use(executor, this.context, () -> create(Object.class, executor, "executor"));
			if (this.configure.initializer() != null) {
				create(WorkerInitializer.class, this.configure.initializer(), "initializer").initialize(this.context);
			}
			this.reporter.send(new ChildMessage.Ready());
			return true;
		}
		catch (Throwable ex) {
			this.reporter.send(new ChildMessage.StartFailed(Reporter.stackTrace(ex)));
			this.reporter.awaitSent();
			Exits.leave(Exits.NOT_STARTED);
			return false;
		}
	}

	private <T> T create(Class<T> type, String className, String property) throws ReflectiveOperationException {
		Class<?> found;
		try {
			found = Class.forName(className, true, this.classLoader);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(
					"aiopool." + property + " names " + className + ", which is not on the class path of the worker",
					ex);
		}
		if (!type.isAssignableFrom(found)) {
			throw new IllegalArgumentException(
					"aiopool." + property + " names " + className + ", which does not implement " + type.getName());
		}
		var constructor = found.getDeclaredConstructor();
		constructor.setAccessible(true);
		return type.cast(constructor.newInstance());
	}

	/** Returns at the end of the connection. */
	void obey(FrameReader reader) throws IOException {
		WarmUp.start(this.configure, this.tasks::isUnused);
		Commands commands = new Commands(reader, this::obey, this.tasks.threads(), this.answers::flush);
		this.answers.mayWaitWhile(commands::goesOn);
		this.reporter.onAsk(commands::passOn);
		commands.watch();
	}

	/** Returns what the calling thread is to run. */
	private @Nullable Runnable obey(ParentMessage message) {
		if (message instanceof ParentMessage.Run run) {
			return this.tasks.run(run);
		}
		obeyAtOnce(message);
		return null;
	}

	private void obeyAtOnce(ParentMessage message) {
		if (message instanceof ParentMessage.Demand demand) {
			this.tasks.demand(demand.task(), demand.items());
		}
		else if (message instanceof ParentMessage.Inflow inflow) {
			this.inflows.item(inflow);
		}
		else if (message instanceof ParentMessage.InflowEnd end) {
			this.inflows.end(end);
		}
		else if (message instanceof ParentMessage.QueueAnswer answer) {
			this.queues.answered(answer);
		}
		else if (message instanceof ParentMessage.Cancel cancel) {
			this.tasks.cancel(cancel.task());
		}
		else if (message instanceof ParentMessage.TakeBack) {
			this.tasks.giveBack();
		}
		else if (message instanceof ParentMessage.Define define) {
			this.methods.define(define);
		}
		else if (message instanceof ParentMessage.DefineBody define) {
			this.methods.define(define);
		}
		else if (message instanceof ParentMessage.Trust trust) {
			this.allowed.allowPackages(trust.packages());
			this.allowed.allowClasses(trust.classes());
		}
		else if (message instanceof ParentMessage.LogLevels changed) {
			changeLevels(changed);
		}
		else if (message instanceof ParentMessage.DumpThreads dump) {
			this.inspection.dumpThreads(dump);
		}
		else if (message instanceof ParentMessage.CountObjects count) {
			this.inspection.countObjects(count);
		}
		else if (message instanceof ParentMessage.BuildTargets build) {
			this.inspection.buildTargets(build);
		}
		else if (message instanceof ParentMessage.CollectGarbage) {
			Thread thread = new Thread(this::collectGarbage, "aiopool-collect");
			thread.setDaemon(true);
			thread.start();
		}
		else if (message instanceof ParentMessage.Stop) {
			stop();
		}
	}

	private void changeLevels(ParentMessage.LogLevels changed) {
		LogForwarder logs = this.logs;
		if (logs != null) {
			logs.levels(changed.levels());
			// Where code of users may run, as listeners of the JDK's logging are theirs.
			this.tasks.threads().execute(() -> JulCapture.update(logs));
		}
	}

	/**
	 * More than once: the serial collector gives memory back to the system in steps, all
	 * of it with the fourth collection.
	 */
	private void collectGarbage() {
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		this.reporter.send(new ChildMessage.Collected());
	}

	/** On a thread that has nothing of those that have run code of users. */
	private void stop() {
		Thread thread = new Thread(null, this::leave, "aiopool-stop", 0, false);
		thread.setContextClassLoader(this.classLoader);
		thread.setDaemon(false);
		thread.start();
	}

	/** On a thread of its own, since demand and cancellation still come in meanwhile. */
	private void leave() {
		this.tasks.awaitEmpty();
		this.context.close();
		if (this.logs != null) {
			this.logs.send();
		}
		this.reporter.awaitSent();
		System.exit(0);
	}

}
