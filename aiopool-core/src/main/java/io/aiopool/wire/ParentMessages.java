package io.aiopool.wire;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ParentMessage.BuildTargets;
import io.aiopool.wire.ParentMessage.Cancel;
import io.aiopool.wire.ParentMessage.CollectGarbage;
import io.aiopool.wire.ParentMessage.Configure;
import io.aiopool.wire.ParentMessage.CountObjects;
import io.aiopool.wire.ParentMessage.Define;
import io.aiopool.wire.ParentMessage.DefineBody;
import io.aiopool.wire.ParentMessage.Demand;
import io.aiopool.wire.ParentMessage.DumpThreads;
import io.aiopool.wire.ParentMessage.Failure;
import io.aiopool.wire.ParentMessage.Inflow;
import io.aiopool.wire.ParentMessage.InflowEnd;
import io.aiopool.wire.ParentMessage.LogLevels;
import io.aiopool.wire.ParentMessage.Logs;
import io.aiopool.wire.ParentMessage.QueueAnswer;
import io.aiopool.wire.ParentMessage.QueueStatus;
import io.aiopool.wire.ParentMessage.Run;
import io.aiopool.wire.ParentMessage.Stop;
import io.aiopool.wire.ParentMessage.TakeBack;
import io.aiopool.wire.ParentMessage.Trust;

/**
 * The frames of {@link ParentMessage}: what is written by {@link #frame} is read by
 * {@link #read}.
 */
public final class ParentMessages {

	private static final int CONFIGURE = 1;

	private static final int DEFINE = 2;

	private static final int RUN = 3;

	private static final int CANCEL = 4;

	private static final int TAKE_BACK = 5;

	private static final int DEMAND = 6;

	private static final int DUMP_THREADS = 7;

	private static final int STOP = 8;

	private static final int TRUST = 9;

	private static final int COLLECT_GARBAGE = 10;

	private static final int COUNT_OBJECTS = 11;

	private static final int BUILD_TARGETS = 12;

	private static final int LOG_LEVELS = 13;

	private static final int DEFINE_BODY = 14;

	private static final int INFLOW = 20;

	private static final int INFLOW_END = 21;

	private static final int QUEUE_ANSWER = 30;

	private static final QueueStatus[] QUEUE_STATUSES = QueueStatus.values();

	private static final int EXCLUSIVE = 1;

	private static final int STREAM = 2;

	private static final int CONTEXT = 4;

	private static final int QUICK = 8;

	private ParentMessages() {
	}

	static Frame frame(ParentMessage message) {
		// The order is that of how often they are sent.
		if (message instanceof Run run) {
			boolean context = !run.context().isEmpty();
			int flags = (run.exclusive() ? EXCLUSIVE : 0) | (run.quick() ? QUICK : 0) | (run.stream() ? STREAM : 0)
					| (context ? CONTEXT : 0);
			FieldWriter out = new FieldWriter(RUN).i64(run.task())
				.i32(run.lane())
				.i32(run.method())
				.u8(flags)
				.i32(run.attempt())
				.i64(run.remaining());
			return (context ? out.pairs(run.context()) : out).frame(run.arguments());
		}
		if (message instanceof Demand demand) {
			return new FieldWriter(DEMAND).i64(demand.task()).i64(demand.items()).frame();
		}
		if (message instanceof Inflow inflow) {
			return new FieldWriter(INFLOW).i64(inflow.subscription()).frame(inflow.value());
		}
		if (message instanceof QueueAnswer answer) {
			return new FieldWriter(QUEUE_ANSWER).i64(answer.request())
				.u8(answer.status().ordinal())
				.i32(answer.size())
				.frame(answer.value());
		}
		if (message instanceof InflowEnd end) {
			return frame(end);
		}
		if (message instanceof Cancel cancel) {
			return new FieldWriter(CANCEL).i64(cancel.task()).frame();
		}
		if (message instanceof TakeBack) {
			return new FieldWriter(TAKE_BACK).frame();
		}
		if (message instanceof Define define) {
			return new FieldWriter(DEFINE).i32(define.number())
				.text(define.targetType())
				.text(define.declaringType())
				.text(define.method())
				.texts(define.parameterTypes())
				.frame();
		}
		if (message instanceof DefineBody define) {
			return new FieldWriter(DEFINE_BODY).i32(define.number()).frame(define.body());
		}
		if (message instanceof Trust trust) {
			return new FieldWriter(TRUST).texts(trust.packages()).texts(trust.classes()).frame();
		}
		if (message instanceof DumpThreads dump) {
			return new FieldWriter(DUMP_THREADS).i32(dump.request()).frame();
		}
		if (message instanceof CountObjects count) {
			return new FieldWriter(COUNT_OBJECTS).i32(count.request()).frame();
		}
		if (message instanceof BuildTargets build) {
			return new FieldWriter(BUILD_TARGETS).i32(build.request()).texts(build.types()).frame();
		}
		if (message instanceof CollectGarbage) {
			return new FieldWriter(COLLECT_GARBAGE).frame();
		}
		if (message instanceof Configure configure) {
			return frame(configure);
		}
		if (message instanceof LogLevels changed) {
			return new FieldWriter(LOG_LEVELS).pairs(names(changed.levels())).frame();
		}
		return new FieldWriter(STOP).frame();
	}

	private static Frame frame(InflowEnd end) {
		FieldWriter out = new FieldWriter(INFLOW_END).i64(end.subscription()).bool(end.failure() != null);
		Failure failure = end.failure();
		if (failure == null) {
			return out.frame();
		}
		return out.text(failure.type()).text(failure.text()).text(failure.stackTrace()).frame(failure.exception());
	}

	private static Frame frame(Configure configure) {
		FieldWriter out = new FieldWriter(CONFIGURE).i32(configure.slot())
			.i32(configure.generation())
			.i32(configure.concurrency())
			.i32(configure.lanes())
			.text(configure.recorder())
			.i32(configure.maxPayload())
			.text(configure.initializer())
			.texts(configure.initArgs())
			.pairs(configure.properties())
			.text(configure.exceptionHandler())
			.text(configure.executor())
			.texts(configure.packages())
			.texts(configure.presets())
			.i64(configure.heartbeat())
			.i64(configure.killGrace())
			.pairs(configure.systemProperties())
			.pairs(configure.securityProperties())
			.bool(configure.logs() != null);
		Logs logs = configure.logs();
		if (logs != null) {
			out.i32(logs.rate())
				.text(logs.level().name())
				.pairs(names(logs.levels()))
				.texts(logs.contextKeys())
				.pairs(logs.systemProperties());
		}
		return out.frame();
	}

	private static Map<String, String> names(Map<String, Level> levels) {
		Map<String, String> names = new HashMap<>();
		levels.forEach((logger, level) -> names.put(logger, level.name()));
		return names;
	}

	/**
	 * Reads a message.
	 * @param body the body of a frame; payloads share its bytes
	 * @return the message
	 * @throws ProtocolException if it is none
	 */
	public static ParentMessage read(Payload body) throws ProtocolException {
		FieldReader in = new FieldReader(body);
		int type = in.u8();
		return switch (type) {
			case RUN -> readRun(in);
			case DEMAND -> ended(in, new Demand(in.i64(), in.i64()));
			case INFLOW -> new Inflow(in.i64(), in.payload());
			case INFLOW_END -> readInflowEnd(in);
			case QUEUE_ANSWER -> new QueueAnswer(in.i64(), queueStatus(in.u8()), in.i32(), in.payload());
			case CANCEL -> ended(in, new Cancel(in.i64()));
			case TAKE_BACK -> ended(in, new TakeBack());
			case DEFINE -> ended(in, new Define(in.i32(), in.text(), in.text(), in.text(), in.texts()));
			case DEFINE_BODY -> new DefineBody(in.i32(), in.payload());
			case TRUST -> ended(in, new Trust(in.texts(), in.texts()));
			case DUMP_THREADS -> ended(in, new DumpThreads(in.i32()));
			case COUNT_OBJECTS -> ended(in, new CountObjects(in.i32()));
			case BUILD_TARGETS -> ended(in, new BuildTargets(in.i32(), in.texts()));
			case COLLECT_GARBAGE -> ended(in, new CollectGarbage());
			case LOG_LEVELS -> ended(in, new LogLevels(levels(in.pairs())));
			case CONFIGURE -> ended(in, readConfigure(in));
			case STOP -> ended(in, new Stop());
			default -> throw new ProtocolException("unknown message type " + type);
		};
	}

	private static Run readRun(FieldReader in) throws ProtocolException {
		long task = in.i64();
		int lane = in.i32();
		int method = in.i32();
		int flags = in.u8();
		return new Run(task, lane, method, (flags & EXCLUSIVE) != 0, (flags & QUICK) != 0, (flags & STREAM) != 0,
				in.i32(), in.i64(), (flags & CONTEXT) != 0 ? in.pairs() : Map.of(), in.payload());
	}

	private static InflowEnd readInflowEnd(FieldReader in) throws ProtocolException {
		long subscription = in.i64();
		if (in.u8() == 0) {
			in.end();
			return new InflowEnd(subscription, null);
		}
		return new InflowEnd(subscription, new Failure(in.text(), in.optionalText(), in.text(), in.payload()));
	}

	private static QueueStatus queueStatus(int ordinal) throws ProtocolException {
		if (ordinal >= QUEUE_STATUSES.length) {
			throw new ProtocolException("unknown status of a queue " + ordinal);
		}
		return QUEUE_STATUSES[ordinal];
	}

	private static Configure readConfigure(FieldReader in) throws ProtocolException {
		return new Configure(in.i32(), in.i32(), in.i32(), in.i32(), in.text(), in.i32(), in.optionalText(), in.texts(),
				in.pairs(), in.optionalText(), in.text(), Set.copyOf(in.texts()), Set.copyOf(in.texts()), in.i64(),
				in.i64(), in.pairs(), in.pairs(), in.bool() ? readLogs(in) : null);
	}

	private static Logs readLogs(FieldReader in) throws ProtocolException {
		return new Logs(in.i32(), level(in.text()), levels(in.pairs()), Set.copyOf(in.texts()), in.pairs());
	}

	private static Map<String, Level> levels(Map<String, String> names) throws ProtocolException {
		Map<String, Level> levels = new HashMap<>();
		for (Map.Entry<String, String> entry : names.entrySet()) {
			levels.put(entry.getKey(), level(entry.getValue()));
		}
		return levels;
	}

	private static Level level(String name) throws ProtocolException {
		try {
			return Level.valueOf(name);
		}
		catch (IllegalArgumentException ex) {
			throw new ProtocolException("unknown level " + name);
		}
	}

	private static ParentMessage ended(FieldReader in, ParentMessage message) throws ProtocolException {
		in.end();
		return message;
	}

}
