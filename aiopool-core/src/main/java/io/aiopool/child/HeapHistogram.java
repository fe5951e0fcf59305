package io.aiopool.child;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is on the heap in text: for each class its instances and bytes, the largest first.
 * Counted by the JVM after a full collection, during which all else stands still. Loaded
 * when it is first asked for, as it brings the management extensions of the JVM along.
 */
final class HeapHistogram {

	private static final int MOST_CHARS = 256 * 1024;

	private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

	private HeapHistogram() {
	}

	static String take() {
		try {
			return cut(count());
		}
		catch (JMException ex) {
			return "There is no heap histogram: the JVM of this worker lacks the module jdk.management, or refuses: "
					+ ex;
		}
	}

	private static String count() throws JMException {
		return String.valueOf(ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName(COMMANDS), "gcClassHistogram", new Object[] { new String[0] },
					new String[] { String[].class.getName() }));
	}

	/** At the end of a line: those that follow are of small classes. */
	private static String cut(String text) {
		if (text.length() <= MOST_CHARS) {
			return text;
		}
		return text.substring(0, text.lastIndexOf('\n', MOST_CHARS) + 1) + "... (cut)\n";
	}

}
