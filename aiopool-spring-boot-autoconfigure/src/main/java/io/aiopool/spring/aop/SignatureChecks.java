package io.aiopool.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.aiopool.PayloadSettings;
import io.aiopool.SharedQueue;
import io.aiopool.codec.GrowingAllowList;
import io.aiopool.codec.SignatureCheck;
import io.aiopool.codec.SignatureCheck.Finding;
import io.aiopool.codec.SignatureCheck.Weight;
import io.aiopool.codec.SignatureTypes;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Looks for parameters, results and exceptions of annotated methods that cannot cross the
 * process boundary. What never can is a problem; what hardly ever can is told, as the one
 * value that does may be meant. Thread-safe.
 */
final class SignatureChecks {

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private SignatureChecks() {
	}

	/**
	 * Looks at a method.
	 * @param method the method
	 * @param settings what its pool lets cross
	 * @param doubts told of what can cross in part
	 * @return what cannot work
	 */
	static List<String> problemsOf(OffProcessMethod method, PayloadSettings settings, SignatureDoubts doubts) {
		List<String> problems = new ArrayList<>();
		ofArguments(method, settings).forEach((finding) -> tell(method, "takes ", finding, problems, doubts));
		ofResult(method, settings).forEach((finding) -> tell(method, "returns ", finding, problems, doubts));
		ofExceptions(method).forEach((finding) -> doubts.add(method, finding));
		return problems;
	}

	private static void tell(OffProcessMethod method, String verb, Finding finding, List<String> problems,
			SignatureDoubts doubts) {
		if (finding.certain()) {
			problems.add(method.describe() + " " + verb + finding.type().getTypeName() + " as '" + finding.place()
					+ "', which cannot cross the process boundary: " + finding.reason());
		}
		else {
			doubts.add(method, finding);
		}
	}

	/** An exception of which a part cannot cross is replaced, and that is no problem. */
	private static List<Finding> ofExceptions(OffProcessMethod method) {
		List<Finding> findings = new ArrayList<>();
		for (Class<?> type : method.method().getExceptionTypes()) {
			for (Finding part : SignatureCheck.of(type.getSimpleName(), type, (name) -> true, (stays) -> false)) {
				findings.add(new Finding("throws", type,
						"while its " + part.place() + " holds " + part.type().getTypeName()
								+ ", callers get another exception that names it: " + part.reason(),
						Weight.SOME_VALUES));
			}
		}
		return findings;
	}

	/** Streams and queues stay here, and what they hold crosses. */
	private static List<Finding> ofArguments(OffProcessMethod method, PayloadSettings settings) {
		List<Finding> findings = new ArrayList<>();
		Type[] types = method.method().getGenericParameterTypes();
		@Nullable String[] names = NAMES.getParameterNames(method.method());
		for (int i = 0; i < types.length; i++) {
			String name = (names != null && names[i] != null) ? names[i] : "argument " + (i + 1);
			findings.addAll(SignatureCheck.of(name, resolve(types[i], method), filter(settings).toWorkers(),
					(type) -> Publisher.class.isAssignableFrom(type) || SharedQueue.class.isAssignableFrom(type)));
		}
		return findings;
	}

	private static List<Finding> ofResult(OffProcessMethod method, PayloadSettings settings) {
		Type result = resultOf(method.method());
		if (result == null) {
			return List.of();
		}
		GrowingAllowList allowed = filter(settings);
		allowed.leadTo(SignatureTypes.of(method.method()));
		return SignatureCheck.of("result", resolve(result, method), allowed, SharedQueue.class::isAssignableFrom);
	}

	/** What a future or a publisher is of; {@code null} if that is not said. */
	private static @Nullable Type resultOf(Method method) {
		Class<?> type = method.getReturnType();
		boolean holds = Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
		if (!holds) {
			return method.getGenericReturnType();
		}
		return (method.getGenericReturnType() instanceof ParameterizedType generic)
				? generic.getActualTypeArguments()[0] : null;
	}

	private static Type resolve(Type type, OffProcessMethod method) {
		return GenericTypeResolver.resolveType(type, method.targetType());
	}

	private static GrowingAllowList filter(PayloadSettings settings) {
		GrowingAllowList allowed = new GrowingAllowList();
		allowed.allowPackages(settings.applicationPackages());
		allowed.allowPackages(settings.trustedPackages());
		allowed.allowPresets(settings.trustedPresets());
		return allowed;
	}

}
