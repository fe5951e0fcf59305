package io.aiopool.spring.test.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.aiopool.Invocation;
import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;
import io.aiopool.spring.test.fault.Strike.Kind;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The engine of a pool in which faults befall tasks: another task is submitted in place
 * of one that has a fault. A proxy, since all but a few methods go straight through.
 */
final class FaultyPool implements InvocationHandler {

	private final ProcessPool pool;

	/** Those of the view, if it is one. */
	private final TaskOptions options;

	private final FaultInjector faults;

	private FaultyPool(ProcessPool pool, TaskOptions options, FaultInjector faults) {
		this.pool = pool;
		this.options = options;
		this.faults = faults;
	}

	static ProcessPool around(ProcessPool pool, FaultInjector faults) {
		return around(pool, TaskOptions.DEFAULTS, faults);
	}

	private static ProcessPool around(ProcessPool pool, TaskOptions options, FaultInjector faults) {
		return (ProcessPool) Proxy.newProxyInstance(FaultyPool.class.getClassLoader(),
				new Class<?>[] { ProcessPool.class }, new FaultyPool(pool, options, faults));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		Object[] given = (arguments != null) ? arguments : new Object[0];
		return switch (method.getName()) {
			case "with" -> around(this.pool.with((TaskOptions) given[0]), (TaskOptions) given[0], this.faults);
			case "stream" -> stream((Invocation) given[0], (TaskOptions) given[1]);
			case "call", "submit" -> call(method, given, (Invocation) given[0], (TaskOptions) given[1]);
			case "apply" -> apply(method, given, Kind.PLAIN);
			case "applyAsync" -> apply(method, given, Kind.ASYNC);
			default -> proceed(method, given);
		};
	}

	/** Each subscription is a task. */
	private Flux<Object> stream(Invocation invocation, TaskOptions options) {
		String task = name(invocation, options);
		return Flux.defer(() -> {
			Strike strike = this.faults.strike(this.pool.name(), task);
			return (strike == null) ? this.pool.stream(invocation, options)
					: this.pool.stream(strike.invocation(Kind.STREAM), strike.options(task, options));
		});
	}

	private @Nullable Object call(Method method, Object[] given, Invocation invocation, TaskOptions options)
			throws Throwable {
		String task = name(invocation, options);
		Strike strike = this.faults.strike(this.pool.name(), task);
		return (strike == null) ? proceed(method, given)
				: proceed(method, strike.invocation(kind(invocation)), strike.options(task, options));
	}

	private @Nullable Object apply(Method method, Object[] given, Kind kind) throws Throwable {
		Strike strike = this.faults.strike(this.pool.name(), this.options.name());
		if (strike == null) {
			return proceed(method, given);
		}
		String task = (this.options.name() != null) ? this.options.name() : method.getName();
		return this.pool.submit(strike.invocation(kind), strike.options(task, this.options));
	}

	private static String name(Invocation invocation, TaskOptions options) {
		return (options.name() != null) ? options.name() : invocation.name();
	}

	/** Plain tasks are exclusive by default, asynchronous ones are not. */
	private static Kind kind(Invocation invocation) {
		Class<?> type = invocation.method().getReturnType();
		boolean async = Publisher.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)
				|| Future.class.isAssignableFrom(type);
		return async ? Kind.ASYNC : Kind.PLAIN;
	}

	private @Nullable Object proceed(Method method, @Nullable Object... arguments) throws Throwable {
		try {
			return method.invoke(this.pool, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	@Override
	public String toString() {
		return "FaultyPool[" + this.pool + "]";
	}

}
