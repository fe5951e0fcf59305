package io.aiopool.spring.test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Conditional;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

/**
 * The rules of the support for tests, and why.
 */
class HouseRulesTests {

	private static final String BASE = "io.aiopool.spring.test";

	private static JavaClasses module;

	@BeforeAll
	static void importModule() {
		module = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
			.importPackages(BASE);
	}

	@Test
	void faultsUseWhatUsersHave() {
		noClasses().that()
			.resideInAnyPackage(BASE, BASE + ".fault", BASE + ".child")
			.and()
			.doNotHaveFullyQualifiedName(AutoConfigureAiopool.class.getName())
			.should()
			.dependOnClassesThat(describe("are internal", (type) -> type.getPackageName().startsWith("io.aiopool.")
					&& !type.getPackageName().equals("io.aiopool.spring") && !type.getPackageName().startsWith(BASE)))
			.because("a fault that reaches into the engine tests another engine than the one in production")
			.check(module);
	}

	@Test
	void whatRunsInAChildKnowsNothingOfTheOtherSide() {
		noClasses().that()
			.resideInAPackage(BASE + ".child")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(BASE + ".fault", BASE + ".autoconfigure", "org.springframework..", "org.awaitility..")
			.because("a child JVM holds no Spring context and no test")
			.check(module);
	}

	@Test
	void onlyTheAutoConfigurationKnowsConditions() {
		noClasses().that()
			.resideOutsideOfPackage(BASE + ".autoconfigure")
			.should()
			.dependOnClassesThat(describe("are conditions",
					(type) -> type.isEquivalentTo(Conditional.class) || type.isMetaAnnotatedWith(Conditional.class)))
			.orShould()
			.dependOnClassesThat()
			.resideInAPackage(BASE + ".autoconfigure")
			.because(
					"mechanism and wiring never share a package, and wiring knows mechanisms, never the other way round")
			.check(module);
	}

	@Test
	void onlyTheChildPrints() {
		noClasses().that()
			.resideOutsideOfPackage(BASE + ".child")
			.should(ACCESS_STANDARD_STREAMS)
			.because("what a child JVM prints before it is ready is all that is known of it")
			.check(module);
	}

	@Test
	void everyPackageIsNullMarked() {
		classes().should(
				be(describe("in a @NullMarked package", (type) -> type.getPackage().isAnnotatedWith(NullMarked.class))))
			.because("without @NullMarked the build checks nothing about null in that package")
			.check(module);
	}

}
