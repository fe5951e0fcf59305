package io.aiopool.benchmarks;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * What the first non-trivial argument costs a cold worker: in a fresh JVM, the time to
 * create the codec and decode {@code (int, String, record)}, and then to encode a record
 * as the result. The codecs take turns; medians are printed. Arguments: rounds, codecs.
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
		Results results = new Results();
		for (int round = 0; round < rounds; round++) {
			for (String codec : codecs) {
				byte[] payload = CodecUnderTest.of(codec).encode(Workload.of("call"));
				results.add(codec,
						ChildJvm.run(CodecColdStart.class, "child", codec, HexFormat.of().formatHex(payload)));
			}
		}
		System.out.println("first argument in a cold JVM, JDK " + Runtime.version() + ", median of " + rounds);
		for (String codec : codecs) {
			System.out.println(String.format(Locale.ROOT, "%-10s decode %7.1f ms   then encode %7.1f ms", codec,
					results.median(codec, 0), results.median(codec, 1)));
		}
	}

	private static void measure(String name, String hex) throws Exception {
		byte[] payload = new byte[hex.length() / 2];
		for (int i = 0; i < payload.length; i++) {
			payload[i] = (byte) Integer.parseInt(hex.substring(i * 2, i * 2 + 2), 16);
		}
		long start = System.nanoTime();
		CodecUnderTest codec = CodecUnderTest.of(name);
		Object[] arguments = (Object[]) Objects.requireNonNull(codec.decode(payload));
		long decoded = System.nanoTime();
		codec.encode(arguments[2]);
		long encoded = System.nanoTime();
		System.out.println((decoded - start) / 1e6 + " " + (encoded - decoded) / 1e6);
	}

}
