package io.aiopool.spring.aop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Warns of annotations that look as if they held in the worker, and do not.
 */
final class Neighbours {

	private static final Logger logger = System.getLogger(Neighbours.class.getName());

	private static final List<String> TRANSACTIONAL = List
		.of("org.springframework.transaction.annotation.Transactional", "jakarta.transaction.Transactional");

	private Neighbours() {
	}

	/**
	 * Looks at a method and logs what is to be known.
	 * @param method the method
	 * @return whether there was something
	 */
	static boolean warn(OffProcessMethod method) {
		if (TRANSACTIONAL.stream().noneMatch((annotation) -> isPresent(method, annotation))) {
			return false;
		}
		logger.log(Level.WARNING,
				method.describe() + " is @Transactional and @OffProcess: the transaction stays in this"
						+ " process, and what the method does in its worker is not part of it. Remove one of them");
		return true;
	}

	private static boolean isPresent(OffProcessMethod method, String annotation) {
		return MergedAnnotations.from(method.method(), SearchStrategy.TYPE_HIERARCHY).isPresent(annotation)
				|| MergedAnnotations.from(method.targetType(), SearchStrategy.TYPE_HIERARCHY).isPresent(annotation);
	}

}
