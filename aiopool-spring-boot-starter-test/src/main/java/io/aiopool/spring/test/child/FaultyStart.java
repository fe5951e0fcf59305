package io.aiopool.spring.test.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The main class of a child JVM whose start can be made to fail. Takes the first order
 * there is in its directory, which no other child then gets, and starts the real main
 * class if that lets it.
 */
public final class FaultyStart {

	/** System property: the directory of the orders. It need not exist. */
	public static final String ORDERS = "aiopool.test.start-faults";

	/** System property: the real main class. */
	public static final String MAIN_CLASS = "aiopool.test.main-class";

	/** What the name of an order to fail ends with. */
	public static final String FAIL = "fail";

	private static final int STATUS = 1;

	private FaultyStart() {
	}

	public static void main(String[] args) throws Exception {
		String order = takeOrder(Path.of(System.getProperty(ORDERS)));
		if (FAIL.equals(order)) {
			System.err.println("This start was made to fail by WorkerFaults");
			Runtime.getRuntime().halt(STATUS);
		}
		if (order != null) {
			Thread.sleep(Long.parseLong(order));
		}
		run(args);
	}

	/** Whoever deletes the file has the order. */
	private static @Nullable String takeOrder(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			return null;
		}
		for (Path file : orders(directory)) {
			if (Files.deleteIfExists(file)) {
				String name = file.getFileName().toString();
				return name.substring(name.indexOf('-') + 1);
			}
		}
		return null;
	}

	private static List<Path> orders(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.sorted().toList();
		}
	}

	private static void run(String[] args) throws Exception {
		try {
			Class.forName(System.getProperty(MAIN_CLASS))
				.getMethod("main", String[].class)
				.invoke(null, new Object[] { args });
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof Exception failure) {
				throw failure;
			}
			throw ex;
		}
	}

}
