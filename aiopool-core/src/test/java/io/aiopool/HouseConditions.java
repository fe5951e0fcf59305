package io.aiopool;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/**
 * Conditions of the house rules that ArchUnit does not bring.
 */
final class HouseConditions {

	private HouseConditions() {
	}

	/**
	 * Holds for a class that some imported class outside its package refers to. A
	 * reference to a compile-time constant leaves no trace in bytecode and does not
	 * count.
	 */
	static ArchCondition<JavaClass> beUsedByAnotherPackage() {
		return new ArchCondition<>("be used by another package") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean used = type.getDirectDependenciesToSelf()
					.stream()
					.anyMatch((use) -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
				String verdict = used ? "is used by another package" : "is public, but only its own package uses it";
				events.add(new SimpleConditionEvent(type, used, type.getName() + " " + verdict));
			}

		};
	}

	/**
	 * Holds for a class whose package has a {@code package-info} with
	 * {@code @NullMarked}.
	 */
	static ArchCondition<JavaClass> resideInANullMarkedPackage() {
		return new ArchCondition<>("reside in a @NullMarked package") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
				String verdict = marked ? "is in a @NullMarked package" : "has no @NullMarked in its package-info.java";
				events.add(new SimpleConditionEvent(type, marked, type.getName() + " " + verdict));
			}

		};
	}

}
