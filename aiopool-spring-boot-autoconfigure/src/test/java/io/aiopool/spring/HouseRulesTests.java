package io.aiopool.spring;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.Conditional;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the Spring side of the house, and why.
 */
class HouseRulesTests {

	private static final String AUTOCONFIGURE = "io.aiopool.spring.autoconfigure";

	/**
	 * Whether there are classes in {@value #AUTOCONFIGURE} and in other packages, so that
	 * every rule has something to look at. {@link #aRuleLooksAtClasses()} says when to
	 * change it.
	 */
	private static final boolean BOTH_SIDES_EXIST = true;

	private static JavaClasses spring;

	@BeforeAll
	static void importSpringSide() {
		spring = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
			.importPackages("io.aiopool.spring");
	}

	@Test
	void aRuleLooksAtClasses() {
		Set<String> present = spring.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		assertThat(present.contains(AUTOCONFIGURE) && present.size() > 1)
			.as("BOTH_SIDES_EXIST is %s, and the packages with classes are %s: make the constant say what is so",
					BOTH_SIDES_EXIST, present)
			.isEqualTo(BOTH_SIDES_EXIST);
	}

	@Test
	void onlyTheAutoConfigurationKnowsConditions() {
		check(noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat(areConditions())
			.because("mechanism and wiring never share a package: what exists is decided in one place, and the "
					+ "mechanisms can be built and tested without a context"));
	}

	@Test
	void mechanismsDoNotKnowTheirWiring() {
		check(noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(AUTOCONFIGURE)
			.because("wiring knows mechanisms, never the other way round"));
	}

	@Test
	void packagesFormNoCycle() {
		check(slices().matching("io.aiopool.spring.(*)..")
			.should()
			.beFreeOfCycles()
			.because("packages in a cycle can only be understood, tested and changed together"));
	}

	@Test
	void nothingPrints() {
		check(noClasses().should(ACCESS_STANDARD_STREAMS).because("a library's output goes to the log"));
	}

	@Test
	void everyPackageIsNullMarked() {
		check(classes().should(ArchCondition.from(resideInANullMarkedPackage()))
			.because("without @NullMarked the build checks nothing about null in that package"));
	}

	private static DescribedPredicate<JavaClass> areConditions() {
		return DescribedPredicate.describe("are conditions", (type) -> type.isAssignableTo(Condition.class)
				|| type.isEquivalentTo(Conditional.class) || type.isMetaAnnotatedWith(Conditional.class));
	}

	private static DescribedPredicate<JavaClass> resideInANullMarkedPackage() {
		return DescribedPredicate.describe("reside in a @NullMarked package",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class));
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(!BOTH_SIDES_EXIST).check(spring);
	}

}
