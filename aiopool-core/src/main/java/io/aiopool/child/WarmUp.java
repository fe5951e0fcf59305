package io.aiopool.child;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.aiopool.RemoteTaskException;
import io.aiopool.RemoteTypeException;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.FailureCodec;
import io.aiopool.codec.GrowingAllowList;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.recorder.FlightRecorder;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;

/**
 * Makes the first task of a worker fast that has waited for it: runs tasks that do
 * nothing through all that a task goes through, but through parts of its own, so that
 * nobody counts them, sees them or waits for them.
 * <p>
 * Before a worker is ready this would only delay that. So it is done on a thread of its
 * own afterwards, and only if no task comes at once, which would have to share the
 * processor with it. When one comes later, the rest is left out.
 */
final class WarmUp {

	/** What the first task needs in any case. */
	private static final List<Class<?>> NEXT = List.of(RunningTask.class, ProgressReport.class, ChunkRun.class,
			ExclusiveQueue.class);

	/** Tasks that waited for this worker have come by then. */
	private static final long QUIET_MILLIS = 100;

	/** The first loads and links, the others are to meet what happens only once more. */
	private static final int ROUNDS = 5;

	/** How far the warm-up of this process has come. */
	enum Progress {

		GOING_ON, DONE, LEFT_OUT

	}

	private static volatile Progress progress = Progress.GOING_ON;

	private final ParentMessage.Configure configure;

	private final BooleanSupplier needed;

	WarmUp(ParentMessage.Configure configure, BooleanSupplier needed) {
		this.configure = configure;
		this.needed = needed;
	}

	/**
	 * Starts it.
	 * @param configure what the worker was told to be
	 * @param needed whether no task has come yet
	 */
	static void start(ParentMessage.Configure configure, BooleanSupplier needed) {
		Thread thread = new Thread(null, new WarmUp(configure, needed)::run, "aiopool-warm-up", 0, false);
		thread.setDaemon(true);
		thread.start();
	}

	/** For tests. */
	static Progress progress() {
		return progress;
	}

	private void run() {
		Progress end = Progress.LEFT_OUT;
		try {
			load();
			TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
			if (practise()) {
				end = Progress.DONE;
			}
		}
		catch (ClassNotFoundException | PayloadException | LinkageError | RuntimeException ex) {
			// The task that needs it will meet it too, and report it
		}
		catch (InterruptedException ex) {
			// By a task that found this thread: so there is one
		}
		finally {
			progress = end;
		}
	}

	private static void load() throws ClassNotFoundException, PayloadException {
		ClassLoader loader = WarmUp.class.getClassLoader();
		for (Class<?> type : NEXT) {
			Class.forName(type.getName(), true, loader);
		}
		PayloadCodec codec = codec();
		codec.unpack(codec.pack(new Object[] { "text", 1, List.of(1L) }));
	}

	private static PayloadCodec codec() {
		return new PayloadCodec(settings().withDecodeLambdas(true));
	}

	private static CodecSettings settings() {
		return CodecSettings.of(WarmUp.class.getClassLoader(), (type) -> true);
	}

	/** Returns whether all was done and answered as it should be. */
	boolean practise() throws PayloadException {
		if (!this.needed.getAsBoolean()) {
			return false;
		}
		PayloadCodec codec = codec();
		Answers answers = new Answers();
		Reporter reporter = new Reporter(answers::hear, (task, answer) -> answers.hear(answer), () -> true, codec,
				new FailureCodec(settings(), RemoteTaskException::new, RemoteTypeException::new));
		Methods methods = new Methods(WarmUp.class.getClassLoader(), new GrowingAllowList(), codec);
		Practice.definitions().forEach(methods::define);
		TaskRunner runner = new TaskRunner(FlightRecorder.inMemory(Practice.LANES), codec, methods,
				new Targets(new ChildContext(this.configure)), reporter);
		Practice practice = new Practice();
		int asked = 0;
		for (int round = 0; round < ROUNDS; round++) {
			for (ParentMessage.Run run : practice.quietRuns()) {
				if (!this.needed.getAsBoolean()) {
					return false;
				}
				runner.run(new RunningTask(run, answers::hear, (task) -> {
				}));
				asked++;
			}
		}
		return answers.results == asked;
	}

	/** Hears what the parent would be told. */
	private static final class Answers {

		private int results;

		void hear(ChildMessage message) {
			if (message instanceof ChildMessage.Result) {
				this.results++;
			}
		}

	}

}
