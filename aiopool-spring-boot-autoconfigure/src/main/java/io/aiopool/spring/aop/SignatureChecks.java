package io.aiopool.spring.aop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
import io.aiopool.codec.SignatureTypes;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.env.PropertyResolver;

/**
 * Looks for parameters and results of annotated methods that cannot cross the process
 * boundary. What never can is a problem; what hardly ever can is logged, as the one value
 * that does may be meant. Thread-safe.
 */
final class SignatureChecks {

	private static final Logger logger = System.getLogger(SignatureChecks.class.getName());

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private SignatureChecks() {
	}

	/**
	 * Looks at a method.
	 * @param method the method
	 * @param settings what its pool lets cross
	 * @return what cannot work
	 */
	static List<String> problemsOf(OffProcessMethod method, PayloadSettings settings) {
		List<String> problems = new ArrayList<>();
		List<Finding> arguments = ofArguments(method, settings);
		List<Finding> results = ofResult(method, settings);
		arguments.forEach((finding) -> tell(method, "takes ", finding, problems));
		results.forEach((finding) -> tell(method, "returns ", finding, problems));
		return problems;
	}

	private static void tell(OffProcessMethod method, String verb, Finding finding, List<String> problems) {
		String what = method.describe() + " " + verb + finding.type().getTypeName() + " as '" + finding.place() + "', ";
		if (isOfTheContext(finding.type())) {
			problems.add(what + "which cannot cross the process boundary: a worker has no Spring context. Pass what the"
					+ " method needs of it");
		}
		else if (finding.certain()) {
			problems.add(what + "which cannot cross the process boundary: " + finding.reason());
		}
		else {
			logger.log(Level.WARNING, what + "of which few values can cross the process boundary, if any: "
					+ finding.reason() + ". A call with another one will fail");
		}
	}

	private static boolean isOfTheContext(Class<?> type) {
		return BeanFactory.class.isAssignableFrom(type) || PropertyResolver.class.isAssignableFrom(type);
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
