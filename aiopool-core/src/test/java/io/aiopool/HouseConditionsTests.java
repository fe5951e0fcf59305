package io.aiopool;

import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The conditions of the house rules, held against classes whose answer is known.
 */
class HouseConditionsTests {

	@Test
	void aClassNobodyUsesIsFound() {
		assertThat(violates(HouseConditions.beUsedByAnotherPackage(), imported(BitSet.class))).isTrue();
	}

	@Test
	void aUserInTheSamePackageDoesNotCount() {
		JavaClasses classes = imported(Callable.class, FutureTask.class, Executors.class);
		assertThat(violates(HouseConditions.beUsedByAnotherPackage(), only(classes, Callable.class))).isTrue();
	}

	@Test
	void aUserInAnotherPackageCounts() {
		JavaClasses classes = imported(Callable.class, Mono.class);
		assertThat(violates(HouseConditions.beUsedByAnotherPackage(), only(classes, Callable.class))).isFalse();
	}

	@Test
	void aPackageWithoutNullMarkedIsFound() {
		assertThat(violates(HouseConditions.resideInANullMarkedPackage(), imported(BitSet.class))).isTrue();
	}

	@Test
	void aNullMarkedPackageIsAccepted() {
		JavaClasses classes = new ClassFileImporter().importPackagesOf(Tuple2.class);
		assertThat(violates(HouseConditions.resideInANullMarkedPackage(), only(classes, Tuple2.class))).isFalse();
	}

	private static JavaClasses imported(Class<?>... types) {
		return new ClassFileImporter().importClasses(types);
	}

	private static JavaClasses only(JavaClasses classes, Class<?> type) {
		return classes.that(JavaClass.Predicates.equivalentTo(type));
	}

	private static boolean violates(ArchCondition<JavaClass> condition, JavaClasses classes) {
		return classes().should(condition).evaluate(classes).hasViolation();
	}

}
