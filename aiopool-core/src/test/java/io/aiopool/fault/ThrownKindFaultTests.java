package io.aiopool.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

import io.aiopool.RemoteTaskException;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerOutOfMemoryException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions of all kinds, thrown in a child JVM: whatever is asked of the one that
 * arrives is answered as by the one that was thrown.
 */
@Tag("F101")
class ThrownKindFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	static List<String> kinds() {
		return ThrownKinds.names();
	}

	@ParameterizedTest
	@MethodSource
	void kinds(String name) {
		Throwable made = ThrownKinds.make(name);
		Throwable arrived = thrown(name);
		Class<?> arrival = ThrownKinds.arrivalOf(name);
		if (arrival == null) {
			assertThat(answers(arrived)).isEqualTo(answers(made));
			return;
		}
		assertThat(arrived.getClass()).isEqualTo(arrival);
		assertThat(RemoteTaskException.typeOf(arrived)).isEqualTo(made.getClass().getName());
		assertThat(arrived.getMessage()).contains(made.getMessage());
	}

	/** The worker that threw them all lives on. */
	@Test
	void noKindCostsAWorker() {
		ThrownKinds.names().forEach(ThrownKindFaultTests::thrown);
		assertThat(pools.shared().statistics().workersLost()).isZero();
	}

	private static Throwable thrown(String name) {
		try {
			pools.shared().with(TaskOptions.DEFAULTS).apply(ThrownKinds::fail, name).join();
		}
		catch (CompletionException ex) {
			return ex.getCause();
		}
		throw new AssertionError("nothing was thrown");
	}

	@Test
	void outOfMemoryThatATaskThrowsIsThatOfItsWorker() {
		FaultPools.failure(pools.shared().apply(() -> {
			throw new OutOfMemoryError("thrown by a task");
		}), WorkerOutOfMemoryException.class);
	}

	static List<String> answers(Throwable failure) {
		List<String> answers = new ArrayList<>();
		add(answers, "", failure, Collections.newSetFromMap(new IdentityHashMap<>()));
		return answers;
	}

	private static void add(List<String> answers, String path, Throwable failure, Set<Throwable> seen) {
		answers.add(path + " is " + failure.getClass());
		if (!seen.add(failure)) {
			return;
		}
		answers.add(path + " shows " + ask(failure::getMessage));
		answers.add(path + " translates " + ask(failure::getLocalizedMessage));
		answers.add(path + " says " + ask(failure::toString));
		StackTraceElement[] frames = failure.getStackTrace();
		// At the end of what a worker sent are the frames of whoever waits for it.
		answers.add(path + " begins at " + (isLocal(frames) ? "nothing" : frames[0]));
		for (Method method : questions(failure.getClass())) {
			answers.add(path + " " + method.getName() + " " + ask(() -> method.invoke(failure)));
		}
		Throwable cause = failure.getCause();
		if (cause != null) {
			add(answers, path + ".cause", cause, seen);
		}
		else {
			answers.add(path + " takes a cause " + ask(() -> failure.initCause(null) == failure));
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			add(answers, path + ".suppressed", suppressed, seen);
		}
	}

	private static boolean isLocal(StackTraceElement[] frames) {
		return frames.length == 0 || frames[0].getClassName().startsWith("---");
	}

	private static List<Method> questions(Class<?> type) {
		List<Method> questions = new ArrayList<>();
		for (Method method : type.getMethods()) {
			Class<?> declaring = method.getDeclaringClass();
			if (declaring != Throwable.class && declaring != Object.class && method.getParameterCount() == 0
					&& method.getReturnType() != void.class && !Modifier.isStatic(method.getModifiers())
					&& !method.isBridge() && !isAsked(method.getName())) {
				method.trySetAccessible();
				questions.add(method);
			}
		}
		questions.sort(Comparator.comparing(Method::getName));
		return questions;
	}

	private static boolean isAsked(String name) {
		return List
			.of("getMessage", "getLocalizedMessage", "toString", "getStackTrace", "getCause", "fillInStackTrace",
					"iterator", "hashCode")
			.contains(name);
	}

	private static String ask(Callable<Object> question) {
		try {
			Object answer = question.call();
			String text = Arrays.deepToString(new Object[] { answer });
			return (answer instanceof Throwable) ? answer.getClass() + text : text;
		}
		catch (InvocationTargetException ex) {
			return "throws " + ex.getCause();
		}
		catch (Exception ex) {
			return "throws " + ex.getClass();
		}
	}

}
