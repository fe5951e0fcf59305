package io.aiopool.spring.aop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Warns of what is beside an annotated method and does not do what it looks like:
 * transactions, which do not reach the worker, and calls, which do not leave this
 * process.
 */
final class Neighbours {

	private static final Logger logger = System.getLogger(Neighbours.class.getName());

	private static final List<String> TRANSACTIONAL = List
		.of("org.springframework.transaction.annotation.Transactional", "jakarta.transaction.Transactional");

	private Neighbours() {
	}

	/**
	 * Looks at the methods of a class and logs what is to be known.
	 * @param type the class
	 */
	static void warn(OffProcessType type) {
		type.methods().forEach((method) -> {
			if (isTransactional(method)) {
				logger.log(Level.WARNING, method.describe()
						+ " is @Transactional and @OffProcess: the transaction stays"
						+ " in this process, and what the method does in its worker is not part of it. Remove one of them");
			}
		});
		SelfCalls.find(type.type(), type.methods()).forEach((call) -> logger.log(Level.WARNING, call));
	}

	static boolean isTransactional(OffProcessMethod method) {
		return TRANSACTIONAL.stream().anyMatch((annotation) -> isPresent(method, annotation));
	}

	private static boolean isPresent(OffProcessMethod method, String annotation) {
		return MergedAnnotations.from(method.method(), SearchStrategy.TYPE_HIERARCHY).isPresent(annotation)
				|| MergedAnnotations.from(method.targetType(), SearchStrategy.TYPE_HIERARCHY).isPresent(annotation);
	}

}
