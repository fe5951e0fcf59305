package io.aiopool.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the first non-trivial argument costs a cold worker: in a fresh JVM, the time to
 * create the codec and decode {@code (int, String, record)}, and then to encode a record as
 * the result. The codecs take turns; medians are printed. Arguments: rounds, codecs.
 */
public final class CodecColdStart {

	private CodecColdStart() {
	}

	public static void main(String[] args) throws Exception {
		if (args.length > 0 && args[0].equals("child")) {
			measure(args[1], args[2]);
			return;
		}
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 11;
		String[] codecs = (args.length > 1) ? Arrays.copyOfRange(args, 1, args.length)
				: new String[] { "tagged", "jdk", "kryo", "fory" };
		Map<String, List<double[]>> results = new TreeMap<>();
		Map<String, String> payloads = new TreeMap<>();
		for (String codec : codecs) {
			payloads.put(codec, HexFormat.of().formatHex(CodecUnderTest.of(codec).encode(Workload.of("call"))));
		}
		for (int round = 0; round < rounds; round++) {
			for (String codec : codecs) {
				String line = ChildJvm.run(CodecColdStart.class, "child", codec, payloads.get(codec));
				results.computeIfAbsent(codec, (name) -> new ArrayList<>())
					.add(Arrays.stream(line.trim().split(" ")).mapToDouble(Double::parseDouble).toArray());
			}
		}
		System.out.println("first argument in a cold JVM, JDK " + Runtime.version() + ", median of " + rounds);
		for (String codec : codecs) {
			System.out.println(String.format(Locale.ROOT, "%-10s decode %7.1f ms   then encode %7.1f ms", codec,
					median(results.get(codec), 0), median(results.get(codec), 1)));
		}
	}

	private static double median(List<double[]> rows, int column) {
		double[] values = rows.stream().mapToDouble((row) -> row[column]).sorted().toArray();
		return values[values.length / 2];
	}

	private static void measure(String name, String hex) throws Exception {
		byte[] payload = new byte[hex.length() / 2];
		for (int i = 0; i < payload.length; i++) {
			payload[i] = (byte) Integer.parseInt(hex.substring(i * 2, i * 2 + 2), 16);
		}
		long start = System.nanoTime();
		CodecUnderTest codec = CodecUnderTest.of(name);
		Object[] arguments = (Object[]) codec.decode(payload);
		long decoded = System.nanoTime();
		codec.encode(arguments[2]);
		long encoded = System.nanoTime();
		System.out.println((decoded - start) / 1e6 + " " + (encoded - decoded) / 1e6);
	}

}
