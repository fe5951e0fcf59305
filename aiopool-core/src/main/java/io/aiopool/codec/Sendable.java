package io.aiopool.codec;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.time.temporal.TemporalAdjuster;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * Says of a declared type what the codec will say of its values. Stateless.
 */
final class Sendable {

	private Sendable() {
	}

	/**
	 * What speaks against a type.
	 *
	 * @param reason why its values cannot cross, and what to do
	 * @param certain whether that holds for all its values
	 */
	record Doubt(String reason, boolean certain) {
	}

	static @Nullable Doubt doubt(Class<?> type, TypeFilter filter) {
		if (type.isPrimitive() || type.isEnum() || TagNames.of(type) != 0) {
			return null;
		}
		ProcessBound bound = ProcessBound.of(type);
		if (bound != null) {
			return ofHandle(type, bound, filter);
		}
		if (isLambda(type) && !Serializable.class.isAssignableFrom(type)) {
			return new Doubt(serializable(type), false);
		}
		return TypeCodecs.isPlatform(type) ? ofPlatform(type, filter) : ofOther(type, filter);
	}

	private static @Nullable Doubt ofHandle(Class<?> type, ProcessBound bound, TypeFilter filter) {
		boolean trusted = filter.allows(type.getName());
		if (bound.never()) {
			return new Doubt(bound.reason(), true);
		}
		if (Modifier.isAbstract(type.getModifiers())) {
			return new Doubt(bound.reason(), !bound.perhapsBehind(type, trusted));
		}
		boolean possible = (trusted || !TypeCodecs.isPlatform(type))
				&& !(TypeCodecs.of(type) instanceof UnsupportedCodec);
		return possible ? null : new Doubt(bound.reason(), true);
	}

	/** What has values besides lambdas that travel is left out. */
	private static boolean isLambda(Class<?> type) {
		return isFunctional(type) && type != Comparator.class && type != TemporalAdjuster.class;
	}

	static boolean isFunctional(Class<?> type) {
		return type.isInterface() && (type.isAnnotationPresent(FunctionalInterface.class)
				|| type.getPackageName().equals("kotlin.jvm.functions"));
	}

	/** Says how a lambda is written so that it travels. */
	static String serializable(Class<?> lambda) {
		if (lambda.isHidden() && TypeCodecs.isPlatform(lambda)) {
			return Advice.JDK_LAMBDA.text();
		}
		if (lambda.isHidden() && lambda.getInterfaces().length > 0 && Preset.isOfLibrary(lambda.getName())) {
			return Advice.LIBRARY_LAMBDA.text(lambda.getInterfaces()[0].getName());
		}
		boolean ofKotlin = ProcessBound.supertypes(lambda).contains("kotlin.Function");
		return (ofKotlin ? Advice.SERIALIZABLE_FUNCTION : Advice.SERIALIZABLE_LAMBDA).text();
	}

	/**
	 * Nobody extends a class of the JDK to send it, but an interface may well be that of
	 * data, unless it is that of something to be closed.
	 */
	private static @Nullable Doubt ofPlatform(Class<?> type, TypeFilter filter) {
		if (JdkTypes.allows(type.getName())) {
			return null;
		}
		boolean certain = !type.isInterface() || AutoCloseable.class.isAssignableFrom(type);
		if (TypeCodecs.of(type) instanceof UnsupportedCodec unsupported) {
			return new Doubt(unsupported.reason(), certain);
		}
		return filter.allows(type.getName()) ? null : new Doubt(filter.refusal(type.getName()), certain);
	}

	/** A class that a signature names is allowed by that, its subclasses are not. */
	private static @Nullable Doubt ofOther(Class<?> type, TypeFilter filter) {
		// No value is of the class of an interface, so the codec has none for it
		if (!type.isInterface() && TypeCodecs.of(type) instanceof UnsupportedCodec unsupported) {
			return new Doubt(unsupported.reason(), true);
		}
		if (Modifier.isAbstract(type.getModifiers()) && !type.isSealed() && !isFunctional(type)
				&& !filter.allows(type.getName())) {
			return new Doubt((Preset.of(type.getName()) != null) ? filter.refusal(type.getName())
					: Advice.TRUST_IMPLEMENTATIONS.text(), false);
		}
		return null;
	}

}
