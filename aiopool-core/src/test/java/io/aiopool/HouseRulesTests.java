package io.aiopool;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The rules of the house: which package may know which, and why.
 */
class HouseRulesTests {

	/**
	 * The packages the rules speak of. A rule about a package that has no classes would
	 * pass without having looked at anything.
	 */
	private static final Set<String> PACKAGES = Set.of("io.aiopool", "io.aiopool.pool", "io.aiopool.scheduler",
			"io.aiopool.worker", "io.aiopool.launch", "io.aiopool.wire", "io.aiopool.codec", "io.aiopool.child",
			"io.aiopool.queue", "io.aiopool.logging", "io.aiopool.payload");

	/**
	 * Whether all of {@link #PACKAGES} have classes. While false, a rule about a package
	 * without classes passes; {@link #aRuleLooksAtClasses()} says when to change it.
	 */
	private static final boolean ALL_PACKAGES_EXIST = true;

	private static final String[] API = { "io.aiopool", "io.aiopool.codec", "io.aiopool.scheduler",
			"io.aiopool.logging", "io.aiopool.payload" };

	private static JavaClasses core;

	@BeforeAll
	static void importCore() {
		core = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
			.importPackages("io.aiopool");
	}

	@Test
	void aRuleLooksAtClasses() {
		Set<String> present = core.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		List<String> missing = PACKAGES.stream().filter((name) -> !present.contains(name)).sorted().toList();
		assertThat(missing.isEmpty())
			.as("ALL_PACKAGES_EXIST is %s, and the packages without classes are %s: make the constant say what is so",
					ALL_PACKAGES_EXIST, missing)
			.isEqualTo(ALL_PACKAGES_EXIST);
	}

	@Test
	void theChildKnowsNothingOfTheParent() {
		check(noClasses().that()
			.resideInAPackage("io.aiopool.child..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.aiopool.pool..", "io.aiopool.worker..", "io.aiopool.scheduler..",
					"io.aiopool.launch..")
			.because("a child JVM must start in a tenth of a second and so loads nothing that only the parent needs"));
	}

	@Test
	void theWireCarriesOpaqueBytes() {
		check(noClasses().that()
			.resideInAPackage("io.aiopool.wire..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.aiopool.codec..")
			.because("frames carry opaque bytes: the codec can be exchanged without touching the protocol"));
	}

	@Test
	void theCodecKnowsNoFrames() {
		check(noClasses().that()
			.resideInAPackage("io.aiopool.codec..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.aiopool.wire..")
			.because("users write codecs, and the protocol must be able to change without breaking them"));
	}

	@Test
	void aWorkerDoesNotKnowItsPool() {
		check(noClasses().that()
			.resideInAPackage("io.aiopool.worker..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.aiopool.pool..")
			.because("a worker reports through a listener, so that it can be tested and used without a pool"));
	}

	@Test
	void packagesFormNoCycle() {
		check(slices().matching("io.aiopool.(*)..")
			.should()
			.beFreeOfCycles()
			.because("packages in a cycle can only be understood, tested and changed together"));
	}

	@Test
	void coreKnowsNoSpring() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.because("the engine also serves programs without Spring, and a child JVM holds no Spring context"));
	}

	@Test
	void coreLogsThroughSystemLogger() {
		check(noClasses().that()
			// Loaded by the JDK's logging in a child that uses it, and not before.
			.haveSimpleNameNotStartingWith("Jul")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..",
					"org.apache.commons.logging..", "ch.qos.logback..")
			.because("System.Logger reaches whatever logging the application has chosen, and costs a child nothing"));
	}

	@Test
	void coreDoesNotPrint() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.aiopool.child..")
			.should(ACCESS_STANDARD_STREAMS)
			.because("a library's output goes to the log; only the child may touch the streams, to replace them"));
	}

	@Test
	void whatIsPublicIsUsedElsewhere() {
		assumeTrue(ALL_PACKAGES_EXIST, "the packages that will use the public classes exist");
		check(classes().that()
			.arePublic()
			.and()
			.areTopLevelClasses()
			.and()
			.resideOutsideOfPackages(API)
			.and()
			// Named on a command line.
			.haveNameNotMatching("io.aiopool.child.(WorkerMain|Rehearsal)")
			.and()
			// Made by the JDK's logging.
			.haveSimpleNameNotStartingWith("Jul")
			.should(HouseConditions.beUsedByAnotherPackage())
			.because("a class that only its own package uses is package-private, so it can change freely; a class "
					+ "that another module needs is API"));
	}

	@Test
	void everyPackageIsNullMarked() {
		check(classes().should(HouseConditions.resideInANullMarkedPackage())
			.because("without @NullMarked the build checks nothing about null in that package"));
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(!ALL_PACKAGES_EXIST).check(core);
	}

}
