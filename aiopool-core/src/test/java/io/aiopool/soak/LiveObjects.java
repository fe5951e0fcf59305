package io.aiopool.soak;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What lives in the heap of this process, to the byte: how full a heap is would depend on
 * how the collector lays it out.
 *
 * @param total the bytes of all objects
 * @param bytes the bytes of all objects of a class, by its name, where they are many:
 * what one looks at must not be what one has seen
 */
record LiveObjects(long total, Map<String, Long> bytes) {

	/** The first clears what is weak, and the second what only that has held. */
	private static final int COUNTS = 3;

	private static final long NOTABLE = 64 << 10;

	private static final Pattern LINE = Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+)", Pattern.MULTILINE);

	static LiveObjects count() {
		String histogram = "";
		for (int i = 0; i < COUNTS; i++) {
			histogram = histogram();
		}
		Map<String, Long> bytes = new HashMap<>();
		Matcher line = LINE.matcher(histogram);
		long total = 0;
		while (line.find()) {
			long ofClass = Long.parseLong(line.group(1));
			total += ofClass;
			if (ofClass >= NOTABLE) {
				bytes.merge(line.group(2), ofClass, Long::sum);
			}
		}
		return new LiveObjects(total, bytes);
	}

	private static String histogram() {
		try {
			return (String) ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
						new Object[] { new String[0] }, new String[] { String[].class.getName() });
		}
		catch (JMException ex) {
			throw new IllegalStateException("The objects in the heap cannot be counted", ex);
		}
	}

	/** The classes that have grown most since an earlier look. */
	String growthSince(LiveObjects earlier, int classes) {
		Map<String, Long> growth = new HashMap<>();
		this.bytes.forEach((name, now) -> growth.put(name, now - earlier.bytes.getOrDefault(name, 0L)));
		return growth.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
			.limit(classes)
			.map((each) -> "%s %+,d".formatted(each.getKey(), each.getValue()))
			.collect(Collectors.joining(", "));
	}

}
