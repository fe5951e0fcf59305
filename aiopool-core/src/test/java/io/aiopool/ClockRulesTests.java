package io.aiopool;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * What keeps an adjusted clock from having any effect: nothing is awaited or measured by
 * it. A test cannot set the clock of the machine, and need not where nobody reads it.
 */
@Tag("F52")
class ClockRulesTests {

	private static final String BECAUSE = "a clock that is set must end no task, kill no worker and lengthen no wait";

	/**
	 * Those that say to people when something was, and those that compare the age of
	 * files that outlive a process with a day or a month.
	 */
	private static final Set<String> MAY_ASK_WHAT_TIME_IT_IS = Set.of("io.aiopool.worker.WorkerHandle",
			"io.aiopool.pool.Quarantine", "io.aiopool.pool.MethodBrake", "io.aiopool.pool.Engine",
			"io.aiopool.pool.LogRelay", "io.aiopool.child.LogForwarder", "io.aiopool.launch.ChildProcess",
			"io.aiopool.launch.RunDirectorySweep", "io.aiopool.launch.ArchiveStore");

	private static final JavaClasses core = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.aiopool");

	@Test
	void nobodyReadsTheClockInMilliseconds() {
		noClasses().should()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(Clock.class, "millis")
			.because(BECAUSE)
			.check(core);
	}

	@Test
	void onlyWhoDatesThingsForPeopleAsksForTheTime() {
		noClasses().that()
			.doNotBelongToAnyOf(types(MAY_ASK_WHAT_TIME_IT_IS))
			.should()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(Instant.class, "now", Clock.class)
			.orShould()
			.callMethod(Clock.class, "systemUTC")
			.orShould()
			.callMethod(Clock.class, "systemDefaultZone")
			.because(BECAUSE)
			.check(core);
	}

	/** The waits of the JDK that last until a time of the day. */
	@Test
	void nobodyWaitsUntilATimeOfTheDay() {
		noClasses().should()
			.callMethod(java.util.concurrent.locks.LockSupport.class, "parkUntil", long.class)
			.orShould()
			.callMethod(java.util.concurrent.locks.LockSupport.class, "parkUntil", Object.class, long.class)
			.orShould()
			.callMethod(java.util.concurrent.locks.Condition.class, "awaitUntil", java.util.Date.class)
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.Timer")
			.because(BECAUSE)
			.check(core);
	}

	private static Class<?>[] types(Set<String> names) {
		return names.stream().map((name) -> {
			try {
				return Class.forName(name, false, ClockRulesTests.class.getClassLoader());
			}
			catch (ClassNotFoundException ex) {
				throw new IllegalStateException(name + " is no class any more: take it from the list", ex);
			}
		}).toArray(Class<?>[]::new);
	}

}
