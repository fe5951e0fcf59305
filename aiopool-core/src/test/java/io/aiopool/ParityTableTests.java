package io.aiopool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/parity.md} true: every row names a class that exists and tests that
 * run.
 */
class ParityTableTests {

	private static final Pattern TEST = Pattern.compile("`([A-Za-z.]+)#([A-Za-z]+)`");

	private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");

	/** What comes before the first heading, and then one table under each. */
	private static final String FEATURES = "";

	private static final String TESTS = "## Its tests";

	private static final String PEERS = "## Tests of its peers";

	private static final String WISHES = "## What users of such pools ask for";

	/** What each table must speak of, in its first column. */
	private static final Map<String, List<String>> SUBJECTS = Map.of(FEATURES,
			List.of("`Process`", "`Worker`", "daemon", "`Pool(processes)`", "`initializer`", "`loop_initializer`",
					"`maxtasksperchild`", "`childconcurrency`", "`queuecount`", "`scheduler`", "`exception_handler`",
					"side of the caller", "`apply(", "`map`", "`starmap`", "closed pool", "`terminate`",
					"`ProxyException", "`set_start_method`", "`Manager().Queue()`", "retry", "progress", "amap",
					"killed", "pickled", "cancelled", "await after"),
			TESTS,
			List.of("process`", "process_await`", "process_join`", "process_daemon`", "process_terminate`",
					"process_kill`", "process_close`", "process_timeout`", "worker`", "worker_join`", "spawn_method`",
					"set_start_method`", "set_context`", "initializer`", "async_initializer`", "raise`", "sync_target`",
					"not_implemented`", "pool_worker_max_tasks`", "pool_worker_stop`", "pool_worker_exceptions`",
					"pool`", "pool_map`", "pool_starmap`", "pool_exception`", "pool_exception_handler`", "pool_args`",
					"pool_closed`", "pool_early_join`", "pool_uvloop`", "one queue", "several queues", "custom one"),
			PEERS,
			List.of("SIGTERM", "time-out", "cancel", "initializer", "task that cannot", "result that cannot", "chunks",
					"pool deadlock", "large data", "crash races", "kill deadlock", "full queue", "leaks", "callback",
					"resize"),
			WISHES,
			List.of("killed child", "one crash", "exit code", "kill running", "descendants", "orphans",
					"ceiling of a worker", "all together", "idle workers", "without gaps", "poison", "neighbours",
					"graceful stop", "finalizers", "progress", "lazy maps", "stdout"));

	/** How a test gets at real child JVMs. */
	private static final Pattern CHILDREN = Pattern
		.compile("FaultPools|Watched|TrackedPool|ProcessPool\\.(builder|create)|WorkerProcess\\.builder|Launchers\\.");

	private static final int FEWEST_WORDS = 4;

	@Test
	void everyTableIsThere() throws IOException {
		assertThat(tables().keySet()).isEqualTo(SUBJECTS.keySet());
	}

	@Test
	void everySubjectHasARow() throws IOException {
		tables().forEach((heading, rows) -> {
			List<String> first = rows.stream().map((row) -> row.get(0)).toList();
			assertThat(SUBJECTS.get(heading)).as(heading)
				.allSatisfy((subject) -> assertThat(first).anyMatch((cell) -> isAbout(cell, subject, heading)));
			assertThat(first).as(heading).doesNotHaveDuplicates().hasSameSizeAs(SUBJECTS.get(heading));
		});
	}

	private static boolean isAbout(String cell, String subject, String heading) {
		return (heading.equals(TESTS) && subject.endsWith("`")) ? cell.equals("`test_" + subject)
				: cell.contains(subject);
	}

	@Test
	void everyRowSaysWhatIsTheSameOrAnotherHere() throws IOException {
		assertThat(tables().values().stream().flatMap(List::stream)).allSatisfy(
				(row) -> assertThat(row.get(1).split("\\s+")).as("%s", row).hasSizeGreaterThanOrEqualTo(FEWEST_WORDS));
	}

	@Test
	void everyRowIsShownWithRealChildren() throws IOException {
		assertThat(tables().values().stream().flatMap(List::stream)).allSatisfy((row) -> {
			Matcher test = TEST.matcher(row.get(row.size() - 1));
			assertThat(test.results().map((found) -> found.group(1)).toList()).as("%s", row)
				.anyMatch(ParityTableTests::hasChildren);
		});
	}

	private static boolean hasChildren(String testClass) {
		Path source = root().resolve("aiopool-core/src/test/java/io/aiopool/" + testClass.replace('.', '/') + ".java");
		try {
			return CHILDREN.matcher(Files.readString(source)).find();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void everyRowIsComplete() throws IOException {
		tables().forEach((heading, rows) -> {
			assertThat(rows).allSatisfy((row) -> {
				assertThat(row).hasSize(heading.equals(FEATURES) ? 4 : 3);
				assertThat(row).allSatisfy((cell) -> assertThat(cell).isNotBlank());
			});
		});
	}

	@Test
	void everyRowNamesAClassThatUsersCanUse() throws IOException {
		assertThat(tables().get(FEATURES)).allSatisfy((row) -> {
			Matcher type = TYPE.matcher(row.get(2));
			assertThat(type.find()).as(row.get(2)).isTrue();
			assertThat(java.lang.reflect.Modifier.isPublic(find("io.aiopool." + type.group(1)).getModifiers()))
				.isTrue();
		});
	}

	@Test
	void everyRowNamesTestsThatRun() throws IOException {
		assertThat(tables().values().stream().flatMap(List::stream)).allSatisfy((row) -> {
			String tests = row.get(row.size() - 1);
			Matcher test = TEST.matcher(tests);
			assertThat(test.find()).as(tests).isTrue();
			do {
				String name = test.group(2);
				assertThat(Arrays.stream(find("io.aiopool." + test.group(1)).getDeclaredMethods())
					.filter((method) -> method.getName().equals(name))).as(test.group())
					.anyMatch(ParityTableTests::isTest);
			}
			while (test.find());
		});
	}

	private static boolean isTest(Method method) {
		return Arrays.stream(method.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().endsWith("Test"));
	}

	private static Class<?> find(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError("docs/parity.md names " + name + ", which does not exist", ex);
		}
	}

	/** The rows of each table by the heading above it. */
	private static Map<String, List<List<String>>> tables() throws IOException {
		Map<String, List<List<String>>> tables = new LinkedHashMap<>();
		String heading = FEATURES;
		String previous = "";
		for (String line : Files.readAllLines(root().resolve("docs/parity.md"))) {
			if (line.startsWith("## ")) {
				heading = line;
			}
			if (line.startsWith("| ") && previous.startsWith("|")) {
				tables.computeIfAbsent(heading, (key) -> new ArrayList<>()).add(cells(line));
			}
			previous = line;
		}
		return tables;
	}

	private static Path root() {
		Path root = Path.of("").toAbsolutePath();
		while (!Files.isRegularFile(root.resolve("docs/parity.md"))) {
			root = root.getParent();
		}
		return root;
	}

	private static List<String> cells(String line) {
		return Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList();
	}

}
