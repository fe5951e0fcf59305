package io.aiopool.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Looks for declared types whose values cannot cross, before there is a value: those that
 * the codec would refuse whatever they hold, and those that only few values fit which it
 * would take. Not thread-safe: one for each declared type.
 * <p>
 * It errs on the side of silence: what hides behind {@code Object}, an interface of the
 * application or of the JDK's collections is known only when it is there.
 */
public final class SignatureCheck {

	private final TypeFilter filter;

	private final Predicate<Class<?>> stays;

	private final List<Finding> findings = new ArrayList<>();

	private final Set<Type> seen = new HashSet<>();

	private SignatureCheck(TypeFilter filter, Predicate<Class<?>> stays) {
		this.filter = filter;
		this.stays = stays;
	}

	/**
	 * A type that will make trouble.
	 *
	 * @param place where it is declared, such as {@code order.owner.socket}
	 * @param type the class
	 * @param reason why its values cannot cross, and what to do
	 * @param weight how many of its values that concerns
	 */
	public record Finding(String place, Class<?> type, String reason, Weight weight) {

		/**
		 * Tells whether no value can cross, so that the declaration is of no use.
		 * @return whether that is certain
		 */
		public boolean certain() {
			return this.weight == Weight.ALL_VALUES;
		}

	}

	/**
	 * How many values of a type cannot cross.
	 */
	public enum Weight {

		/** All of them. */
		ALL_VALUES,

		/** Most of them. */
		MOST_VALUES,

		/** Those in a certain state. */
		SOME_VALUES

	}

	/**
	 * Looks at a declared type, at the types inside of it, and at the fields of classes
	 * that are sent field by field.
	 * @param place what is declared with it, for the findings
	 * @param declared the type
	 * @param filter the classes that may cross, besides those that signatures name
	 * @param stays tells whether instances of a class are replaced by handles, see
	 * {@link Handles}
	 * @return what was found, empty if nothing speaks against it
	 */
	public static List<Finding> of(String place, Type declared, TypeFilter filter, Predicate<Class<?>> stays) {
		SignatureCheck check = new SignatureCheck(filter, stays);
		try {
			check.visit(place, declared, true);
		}
		catch (LinkageError | TypeNotPresentException ex) {
			// A class of an optional library is absent, as long as nobody needs it
		}
		return List.copyOf(check.findings);
	}

	private void visit(String place, Type type, boolean certain) {
		if (type instanceof Class<?> named && named.isArray()) {
			visit(place + "[]", named.getComponentType(), certain);
		}
		else if (this.seen.add(type)) {
			visitOnce(place, type, certain);
		}
	}

	private void visitOnce(String place, Type type, boolean certain) {
		if (type instanceof Class<?> named) {
			visitClass(place, named, certain);
		}
		else if (type instanceof ParameterizedType parameterized) {
			visitParameterized(place, parameterized, certain);
		}
		else if (type instanceof GenericArrayType array) {
			visit(place + "[]", array.getGenericComponentType(), certain);
		}
		else if (type instanceof WildcardType wildcard) {
			visit(place, wildcard.getUpperBounds()[0], certain);
		}
		else if (type instanceof TypeVariable<?> variable) {
			visit(place, variable.getBounds()[0], certain);
		}
	}

	private void visitParameterized(String place, ParameterizedType type, boolean certain) {
		Class<?> raw = (Class<?>) type.getRawType();
		visit(place, raw, certain);
		boolean stays = this.stays.test(raw);
		if (!stays && (raw == Class.class || raw == Comparable.class || Sendable.isFunctional(raw)
				|| ProcessBound.of(raw) != null)) {
			return;
		}
		// What an application's own class does with its type parameters is its own
		boolean holdsThem = stays || TypeCodecs.isPlatform(raw);
		for (Type argument : type.getActualTypeArguments()) {
			visit(place + "[]", argument, certain && holdsThem);
		}
	}

	private void visitClass(String place, Class<?> type, boolean certain) {
		if (this.stays.test(type)) {
			return;
		}
		Sendable.Doubt doubt = Sendable.doubt(type, this.filter);
		if (doubt == null) {
			add(place, type, StateHints.ofTransientFields(type), Weight.MOST_VALUES);
			add(place, type, StateHints.ofEntity(type), Weight.SOME_VALUES);
			visitFields(place, type, certain);
		}
		else if (certain || doubt.certain()) {
			add(place, type, doubt.reason(), (certain && doubt.certain()) ? Weight.ALL_VALUES : Weight.MOST_VALUES);
		}
	}

	private void add(String place, Class<?> type, @Nullable String reason, Weight weight) {
		if (reason != null) {
			this.findings.add(new Finding(place, type, reason, weight));
		}
	}

	/**
	 * A field of a class may well be null when it is sent, a component of a record is
	 * data.
	 */
	private void visitFields(String place, Class<?> type, boolean certain) {
		if (!type.isInterface() && !TypeCodecs.isPlatform(type) && TypeCodecs.of(type) instanceof StructCodec struct) {
			for (FieldSlot slot : struct.slots) {
				visit(place + "." + slot.field.getName(), slot.field.getGenericType(), certain && type.isRecord());
			}
		}
	}

}
